<?php
namespace OmedaNewsletterConnector\Install;

defined( 'ABSPATH' ) || exit;

/** Our own two: settings and deployment types, and irreversible actions on newsletters. */
final class Capabilities {
	public const MANAGE = 'manage_omeda';
	public const SEND   = 'send_omeda_newsletters';

	private const OF_ROLES = array(
		'administrator' => array( self::MANAGE, self::SEND ),
		'editor'        => array( self::SEND ),
	);

	public static function grant(): void {
		foreach ( self::OF_ROLES as $name => $capabilities ) {
			$role = get_role( $name );
			foreach ( $role ? $capabilities : array() as $capability ) {
				$role->add_cap( $capability );
			}
		}
	}

	public static function revoke(): void {
		foreach ( array_keys( wp_roles()->roles ) as $name ) {
			$role = get_role( $name );
			$role?->remove_cap( self::MANAGE );
			$role?->remove_cap( self::SEND );
		}
	}
}
