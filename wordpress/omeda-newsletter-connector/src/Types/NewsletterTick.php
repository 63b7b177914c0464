<?php
namespace OmedaNewsletterConnector\Types;

use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Whether a post is a newsletter at all: each of its post type is, or its editor has ticked the box. */
final class NewsletterTick {
	public const META = '_omeda_connector_newsletter';

	public static function is_newsletter( \WP_Post $post, Settings $settings ): bool {
		return $settings->is_every_post( $post->post_type ) || self::is_ticked( $post->ID );
	}

	public static function is_ticked( int $post_id ): bool {
		return '1' === (string) get_post_meta( $post_id, self::META, true );
	}

	public static function set( int $post_id, bool $is_ticked ): void {
		if ( $is_ticked !== self::is_ticked( $post_id ) ) {
			update_post_meta( $post_id, self::META, $is_ticked ? '1' : '' );
		}
	}

	public static function register( string $post_type ): void {
		register_post_meta(
			$post_type,
			self::META,
			array(
				'type'          => 'boolean',
				'single'        => true,
				'default'       => false,
				'show_in_rest'  => true,
				'auth_callback' => array( ChoiceRight::class, 'allows' ),
			)
		);
	}
}
