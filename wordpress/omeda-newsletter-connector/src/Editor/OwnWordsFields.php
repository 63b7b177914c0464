<?php
namespace OmedaNewsletterConnector\Editor;

use OmedaNewsletterConnector\Capture\OwnWords;

defined( 'ABSPATH' ) || exit;

/** The classic editor's fields for a post's subject and preheader; a script counts and shows the formats' results. */
final class OwnWordsFields {
	private const FIELDS = array(
		OwnWords::SUBJECT   => 'omeda_connector_subject',
		OwnWords::PREHEADER => 'omeda_connector_preheader',
	);

	public static function show( \WP_Post $post ): void {
		foreach ( self::FIELDS as $key => $field ) {
			printf(
				'<p><label for="%1$s">%2$s</label><br><input type="text" class="widefat" id="%1$s" name="%1$s" value="%3$s" maxlength="1000" autocomplete="off"></p>',
				esc_attr( $field ),
				esc_html( self::label( $key ) ),
				esc_attr( (string) OwnWords::of( $post->ID, $key ) )
			);
		}
	}

	/** Call after the nonce of the box was verified. @param array<string, mixed> $given Unslashed. */
	public static function save( int $post_id, array $given ): void {
		foreach ( self::FIELDS as $key => $field ) {
			$text = isset( $given[ $field ] ) ? OwnWords::clean( $given[ $field ] ) : null;
			if ( null !== $text && $text !== (string) OwnWords::of( $post_id, $key ) ) {
				update_post_meta( $post_id, $key, wp_slash( $text ) );
			}
		}
	}

	private static function label( string $key ): string {
		return OwnWords::SUBJECT === $key
			? __( 'Subject', 'omeda-newsletter-connector' )
			: __( 'Preheader', 'omeda-newsletter-connector' );
	}
}
