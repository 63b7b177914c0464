<?php
namespace OmedaNewsletterConnector\Admin;

use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Jobs\JobsPage;

defined( 'ABSPATH' ) || exit;

/** Omeda's place in the admin menu: background jobs, deployment types (by their post type), settings. */
final class Menu {
	public const SLUG = 'omeda-connector';

	public static function register(): void {
		add_action( 'admin_menu', array( self::class, 'add' ) );
	}

	public static function add(): void {
		$jobs = new JobsPage();
		add_menu_page(
			__( 'Background jobs', 'omeda-newsletter-connector' ),
			__( 'Omeda', 'omeda-newsletter-connector' ),
			Capabilities::SEND,
			self::SLUG,
			array( $jobs, 'show' ),
			'dashicons-email-alt',
			58
		);
		add_submenu_page(
			self::SLUG,
			__( 'Background jobs', 'omeda-newsletter-connector' ),
			__( 'Background jobs', 'omeda-newsletter-connector' ),
			Capabilities::SEND,
			self::SLUG,
			array( $jobs, 'show' )
		);
	}
}
