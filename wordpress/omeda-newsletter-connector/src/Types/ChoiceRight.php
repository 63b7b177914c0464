<?php
namespace OmedaNewsletterConnector\Types;

use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Whether a post is a newsletter, and of which type, decides what readers get: that requires the right to send. */
final class ChoiceRight {
	private const KEYS = array( DeploymentTypes::META, NewsletterTick::META );

	/**
	 * All ways into WordPress check this: REST, XML-RPC, custom fields.
	 *
	 * @param bool   $allowed
	 * @param string $key
	 * @param int    $post_id
	 * @param int    $user_id
	 */
	public static function allows( $allowed, $key, $post_id, $user_id ): bool {
		return user_can( $user_id, Capabilities::SEND ) && user_can( $user_id, 'edit_post', $post_id );
	}

	public static function of_current( int $post_id ): bool {
		return self::allows( false, '', $post_id, get_current_user_id() );
	}

	public static function register( string $post_type ): void {
		add_filter( "rest_pre_insert_{$post_type}", array( self::class, 'check' ), 5, 2 );
	}

	/**
	 * The block editor sends all meta of a post when one of it has changed, also that of other plugins:
	 * unchanged values need no right, and anything else is refused with a message.
	 *
	 * @param \stdClass|\WP_Error $prepared
	 */
	public static function check( $prepared, \WP_REST_Request $request ): mixed {
		$meta    = $request['meta'];
		$post_id = (int) $request['id'];
		$ours    = is_array( $meta ) ? array_intersect_key( $meta, array_flip( self::KEYS ) ) : array();
		if ( array() === $ours || current_user_can( Capabilities::SEND ) ) {
			return $prepared;
		}
		foreach ( $ours as $key => $value ) {
			if ( self::text( $value ) !== (string) get_post_meta( $post_id, $key, true ) ) {
				$words = Words::may_not_choose();
				return new \WP_Error( 'omeda_no_right', $words, array( 'status' => rest_authorization_required_code() ) );
			}
		}
		$request->set_param( 'meta', array_diff_key( $meta, $ours ) );
		return $prepared;
	}

	private static function text( mixed $value ): string {
		return is_scalar( $value ) ? (string) $value : '';
	}
}
