<?php
namespace OmedaNewsletterConnector\Install;

use OmedaNewsletterConnector\Delivery\Cron;
use OmedaNewsletterConnector\Plugin;
use OmedaNewsletterConnector\Settings\Settings;
use OmedaNewsletterConnector\Types\TypePostType;

defined( 'ABSPATH' ) || exit;

/** Leaves nothing of ours on a site: table, options, post meta, deployment types, cron, capabilities. */
final class Removal {
	public static function run(): void {
		if ( ! ( new Settings() )->is_on( 'remove_data' ) ) {
			return;
		}
		Cron::clear();
		Schema::drop();
		self::delete_types();
		self::delete_rows();
		Capabilities::revoke();
		wp_cache_flush();
	}

	private static function delete_types(): void {
		global $wpdb;
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM {$wpdb->posts} WHERE post_type = %s", TypePostType::NAME ) );
		foreach ( $ids as $id ) {
			// What the older plugin had is returned to it.
			Plugin::get()->parts()->roll_out()->turn( (int) $id, false );
			wp_delete_post( (int) $id, true );
		}
	}

	/** What the older plugin left (`_omeda_…`) is not ours and stays. */
	private static function delete_rows(): void {
		global $wpdb;
		$meta = $wpdb->esc_like( '_omeda_connector_' ) . '%';
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->postmeta} WHERE meta_key LIKE %s", $meta ) );
		foreach ( array( '', '_transient_', '_transient_timeout_' ) as $kind ) {
			$option = $wpdb->esc_like( "{$kind}omeda_connector_" ) . '%';
			$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $option ) );
		}
	}
}
