<?php
namespace OmedaNewsletterConnector\Install;

use OmedaNewsletterConnector\Delivery\Breaker;
use OmedaNewsletterConnector\Delivery\Cron;
use OmedaNewsletterConnector\Plugin;

defined( 'ABSPATH' ) || exit;

/** Activation and deactivation, on one site or on each of a network. */
final class Installer {
	public static function register( string $plugin_file ): void {
		register_activation_hook( $plugin_file, array( self::class, 'activate' ) );
		register_deactivation_hook( $plugin_file, array( self::class, 'deactivate' ) );
		add_action( 'wp_initialize_site', array( self::class, 'site_created' ), 900 );
		add_filter( 'wpmu_drop_tables', array( self::class, 'tables_of_dropped_site' ) );
	}

	public static function activate( bool $network_wide = false ): void {
		self::on_sites( $network_wide, array( self::class, 'install' ) );
	}

	public static function deactivate( bool $network_wide = false ): void {
		self::on_sites( $network_wide, array( Cron::class, 'clear' ) );
	}

	public static function site_created( \WP_Site $site ): void {
		if ( ! is_plugin_active_for_network( plugin_basename( \OmedaNewsletterConnector\PLUGIN_FILE ) ) ) {
			return;
		}
		switch_to_blog( (int) $site->blog_id );
		self::install();
		restore_current_blog();
	}

	/**
	 * @param string[] $tables
	 * @return string[]
	 */
	public static function tables_of_dropped_site( array $tables ): array {
		$tables[] = \OmedaNewsletterConnector\Outbox\Outbox::table();
		return $tables;
	}

	/** On a site where everything exists already it changes nothing. */
	public static function install(): void {
		$parts = Plugin::get()->parts();
		Schema::ensure();
		// Loaded with all other options then: no request queries it.
		add_option( Breaker::OPTION, array() );
		Capabilities::grant();
		Cron::schedule();
		$parts->pin()->adopt_production( $parts->settings() );
	}

	/** @param callable(): void $act */
	public static function on_sites( bool $network_wide, callable $act ): void {
		if ( ! is_multisite() || ! $network_wide ) {
			$act();
			return;
		}
		foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $id ) {
			switch_to_blog( (int) $id );
			$act();
			restore_current_blog();
		}
	}
}
