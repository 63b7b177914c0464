<?php
namespace OmedaNewsletterConnector\Install;

use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Settings\Pin;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** The outbox table. Raise VERSION with each change: dbDelta upgrades older tables. */
final class Schema {
	public const VERSION = 4;
	public const OPTION  = 'omeda_connector_schema';

	/** Since this version, a post type has a setting for whether each of its posts is a newsletter. */
	private const WITH_TICK = 3;

	/** Since this version, a search-replace does not find the address that the site was connected at. */
	private const WITH_HIDDEN_ADDRESS = 4;

	public static function ensure(): void {
		$before = (int) get_option( self::OPTION );
		if ( self::VERSION === $before ) {
			return;
		}
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		dbDelta( self::sql() );
		if ( $before > 0 && $before < self::WITH_TICK ) {
			self::keep_every_post( new Settings() );
		}
		if ( $before < self::WITH_HIDDEN_ADDRESS ) {
			( new Pin() )->hide_address();
		}
		update_option( self::OPTION, self::VERSION, true );
	}

	/** If editors had no box to tick, every post was a newsletter, and stays one. */
	private static function keep_every_post( Settings $settings ): void {
		$settings->save( array( 'every_post' => $settings->post_types() ) );
	}

	public static function drop(): void {
		global $wpdb;
		$table = Outbox::table();
		$wpdb->query( "DROP TABLE IF EXISTS {$table}" );
	}

	/** The id is the sequence of the site's events. Two spaces after PRIMARY KEY: dbDelta requires them. */
	private static function sql(): string {
		global $wpdb;
		return 'CREATE TABLE ' . Outbox::table() . " (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			event_id char(36) NOT NULL,
			post_id bigint(20) unsigned NOT NULL,
			uid char(36) NULL,
			post_status varchar(20) NOT NULL,
			type varchar(20) NOT NULL,
			hash char(64) NOT NULL,
			snapshot longtext NULL,
			body longtext NULL,
			state varchar(12) NOT NULL DEFAULT 'waiting',
			attempts smallint(5) unsigned NOT NULL DEFAULT 0,
			next_attempt_at datetime NULL,
			locked_until datetime NULL,
			lock_token char(36) NULL,
			last_status smallint(5) unsigned NULL,
			last_error text NULL,
			created_at datetime NOT NULL,
			delivered_at datetime NULL,
			PRIMARY KEY  (id),
			UNIQUE KEY event_id (event_id),
			KEY state_id (state,id),
			KEY post_id (post_id,id)
		) ENGINE=InnoDB {$wpdb->get_charset_collate()};";
	}
}
