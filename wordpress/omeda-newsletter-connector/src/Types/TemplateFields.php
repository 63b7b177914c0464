<?php
namespace OmedaNewsletterConnector\Types;

defined( 'ABSPATH' ) || exit;

/** What the gateway's template shows around a post. */
final class TemplateFields {
	public const DEFAULTS = array(
		'featuredImage' => true,
		'headline'      => true,
		'byline'        => true,
		'date'          => true,
		'readOnline'    => true,
		'footer'        => '',
	);

	private const LONGEST_FOOTER = 1000;

	/** @return array<string, bool|string> */
	public static function clean( mixed $given ): array {
		$values = array_merge( self::DEFAULTS, is_array( $given ) ? array_intersect_key( $given, self::DEFAULTS ) : array() );
		$footer = is_scalar( $values['footer'] ) ? str_replace( "\r\n", "\n", sanitize_textarea_field( (string) $values['footer'] ) ) : '';
		$shown  = array_map( static fn( $value ) => ! empty( $value ), array_diff_key( $values, array( 'footer' => '' ) ) );
		return $shown + array( 'footer' => mb_substr( $footer, 0, self::LONGEST_FOOTER ) );
	}

	/** @param string $field Name of the form's field for them. @param array<string, bool|string> $values */
	public static function show( string $field, string $id, array $values ): void {
		foreach ( self::labels() as $name => $label ) {
			// Sent also if the box is not ticked: otherwise it would count as missing.
			printf(
				'<input type="hidden" name="%1$s[%2$s]" value=""><label><input type="checkbox" name="%1$s[%2$s]" value="1"%3$s> %4$s</label><br>',
				esc_attr( $field ),
				esc_attr( $name ),
				checked( (bool) $values[ $name ], true, false ),
				esc_html( $label )
			);
		}
		printf(
			'<label for="%1$s">%2$s</label><br><textarea class="large-text" rows="3" id="%1$s" name="%3$s[footer]">%4$s</textarea>',
			esc_attr( $id ),
			esc_html__( 'Footer text', 'omeda-newsletter-connector' ),
			esc_attr( $field ),
			esc_textarea( (string) $values['footer'] )
		);
	}

	/** @return array<string, string> */
	private static function labels(): array {
		return array(
			'featuredImage' => __( 'Featured image', 'omeda-newsletter-connector' ),
			'headline'      => __( 'Headline', 'omeda-newsletter-connector' ),
			'byline'        => __( 'Byline', 'omeda-newsletter-connector' ),
			'date'          => __( 'Date', 'omeda-newsletter-connector' ),
			'readOnline'    => __( 'Link “Read on the web”', 'omeda-newsletter-connector' ),
		);
	}
}
