<?php
/**
 * Plugin Name:       Newsletter Connector for Omeda
 * Description:       Hands each save of a newsletter to the connector's gateway and shows where it stands at Omeda.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.1
 * Author:            Omeda Newsletter Connector contributors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       omeda-newsletter-connector
 * Domain Path:       /languages
 *
 * @package OmedaNewsletterConnector
 */

namespace OmedaNewsletterConnector;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

require __DIR__ . '/src/autoload.php';
require __DIR__ . '/src/functions.php';

Plugin::get()->boot();
