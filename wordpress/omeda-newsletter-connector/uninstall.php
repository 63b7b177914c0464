<?php
/**
 * Removes everything, when the setting says so, on each site of a network.
 *
 * @package OmedaNewsletterConnector
 */

namespace OmedaNewsletterConnector;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// WP-CLI deletes a plugin that it has loaded.
defined( __NAMESPACE__ . '\PLUGIN_FILE' ) || define( __NAMESPACE__ . '\PLUGIN_FILE', __DIR__ . '/omeda-newsletter-connector.php' );

require __DIR__ . '/src/autoload.php';

Install\Installer::on_sites( true, array( Install\Removal::class, 'run' ) );
