<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** What a person may request: editors of a post may hurry it and stop it; sending and undoing needs more rights. */
final class Actions {
	private const NEEDS_SEND = array(
		'sync-now'   => false,
		'retry'      => false,
		'send-test'  => false,
		'hold'       => false,
		'resume'     => true,
		'unschedule' => true,
		'send'       => true,
		'cancel'     => true,
	);

	/** @return string[] */
	public static function names(): array {
		return array_keys( self::NEEDS_SEND );
	}

	public static function may( string $action, int $post_id ): bool {
		if ( ! isset( self::NEEDS_SEND[ $action ] ) || ! current_user_can( 'edit_post', $post_id ) ) {
			return false;
		}
		return ! self::NEEDS_SEND[ $action ] || current_user_can( Capabilities::SEND );
	}

	/** @return array<string, bool> */
	public static function allowed( int $post_id ): array {
		$allowed = array();
		foreach ( self::names() as $action ) {
			$allowed[ $action ] = self::may( $action, $post_id );
		}
		return $allowed;
	}
}
