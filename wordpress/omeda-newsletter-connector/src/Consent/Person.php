<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/**
 * The person who acts in this request, if any: cron, imports, scripts, and what a plugin does during a mere
 * page view do not count, even if somebody is logged in.
 */
final class Person {
	/** The flag that confirms a person's intent at a terminal: `wp post update … --user=ann --send`. */
	private const CLI_FLAG = '--send';
	/** Its queue also runs with the cookies of users in the admin area. */
	private const ACTION_SCHEDULER = 'action_scheduler_run_queue';

	public static function current(): ?\WP_User {
		$user = wp_get_current_user();
		$is_nobodys = wp_doing_cron() || doing_action( self::ACTION_SCHEDULER ) || self::is_import();
		return ! $user->exists() || $is_nobodys || self::is_script() || self::is_look() ? null : $user;
	}

	public static function may_send( ?\WP_User $user ): bool {
		return $user instanceof \WP_User && user_can( $user, Capabilities::SEND );
	}

	/** @return array{id: int, name: string} As in events; user 0 is WordPress itself. */
	public static function named( \WP_User $user ): array {
		return array(
			'id'   => (int) $user->ID,
			'name' => $user->exists() ? $user->display_name : 'WordPress',
		);
	}

	private static function is_import(): bool {
		return defined( 'WP_IMPORTING' ) && WP_IMPORTING;
	}

	/** A link that changes something, also of bulk edit, carries a nonce. */
	private static function is_look(): bool {
		$is_read = in_array( $_SERVER['REQUEST_METHOD'] ?? '', array( 'GET', 'HEAD' ), true );
		return $is_read && 'cli' !== PHP_SAPI && ! isset( $_GET['_wpnonce'] );
	}

	private static function is_script(): bool {
		$is_cli = 'cli' === PHP_SAPI || ( defined( 'WP_CLI' ) && WP_CLI );
		return $is_cli && ! in_array( self::CLI_FLAG, (array) ( $_SERVER['argv'] ?? array() ), true );
	}
}
