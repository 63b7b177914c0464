<?php
namespace OmedaNewsletterConnector\Capture;

use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Subject and preheader of one post, instead of the results of its deployment type's formats. */
final class OwnWords {
	public const SUBJECT   = '_omeda_connector_subject';
	public const PREHEADER = '_omeda_connector_preheader';

	/** The gateway's limit, in UTF-16 units. */
	private const UNITS = 1000;

	/** @return string|null Null if the formats decide. */
	public static function of( int $post_id, string $key ): ?string {
		$text = self::clean( get_post_meta( $post_id, $key, true ) );
		return '' === $text ? null : $text;
	}

	/** One line; `<` stays, which a subject may contain. */
	public static function clean( mixed $value ): string {
		$text = is_scalar( $value ) ? wp_check_invalid_utf8( (string) $value ) : '';
		return PostFacts::cut( trim( (string) preg_replace( '/[\p{Z}\p{Cc}]+/u', ' ', $text ) ), self::UNITS );
	}

	public static function register( Settings $settings ): void {
		foreach ( $settings->post_types() as $post_type ) {
			foreach ( array( self::SUBJECT, self::PREHEADER ) as $key ) {
				register_post_meta(
					$post_type,
					$key,
					array(
						'type'              => 'string',
						'single'            => true,
						'default'           => '',
						'show_in_rest'      => true,
						'sanitize_callback' => array( self::class, 'clean' ),
						'auth_callback'     => array( self::class, 'allows' ),
					)
				);
			}
		}
	}

	/**
	 * Treated as text of the post, as its title is.
	 *
	 * @param bool   $allowed
	 * @param string $key
	 * @param int    $post_id
	 * @param int    $user_id
	 */
	public static function allows( $allowed, $key, $post_id, $user_id ): bool {
		return user_can( $user_id, 'edit_post', $post_id );
	}
}
