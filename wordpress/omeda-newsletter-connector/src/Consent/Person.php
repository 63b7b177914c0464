<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** Who acts in this request, if it is a person: cron, imports and scripts are none, whoever is logged in. */
final class Person {
	/** The flag with which somebody at a terminal says that they mean it: `wp post update … --user=ann --send`. */
	private const CLI_FLAG = '--send';

	public static function current(): ?\WP_User {
		$user = wp_get_current_user();
		if ( ! $user->exists() || wp_doing_cron() || self::is_import() || self::is_script() ) {
			return null;
		}
		return $user;
	}

	public static function may_send( ?\WP_User $user ): bool {
		return $user instanceof \WP_User && user_can( $user, Capabilities::SEND );
	}

	/** @return array{id: int, name: string} As events name people; user 0 is WordPress itself. */
	public static function named( \WP_User $user ): array {
		return array(
			'id'   => (int) $user->ID,
			'name' => $user->exists() ? $user->display_name : 'WordPress',
		);
	}

	private static function is_import(): bool {
		return defined( 'WP_IMPORTING' ) && WP_IMPORTING;
	}

	private static function is_script(): bool {
		$is_cli = 'cli' === PHP_SAPI || ( defined( 'WP_CLI' ) && WP_CLI );
		return $is_cli && ! in_array( self::CLI_FLAG, (array) ( $_SERVER['argv'] ?? array() ), true );
	}
}
