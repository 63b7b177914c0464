<?php
namespace OmedaNewsletterConnector\Gateway;

defined( 'ABSPATH' ) || exit;

/** Why the gateway did not take an event: first what an editor can do, then the gateway's own words. */
final class Refusal {
	private const MOST_FAULTS = 5;
	private const LONGEST     = 1000;

	/** @param array<string, mixed>|null $answer */
	public static function words( int $status, ?array $answer ): string {
		if ( $status >= 200 && $status < 300 ) {
			return '';
		}
		/* translators: %d: HTTP status code */
		$plain  = sprintf( __( 'The gateway responded with status %d.', 'omeda-newsletter-connector' ), $status );
		$detail = self::detail( $answer );
		$advice = self::advice( $status, $answer );
		/* translators: %s: a technical message */
		$technical = sprintf( __( 'For your administrator: %s', 'omeda-newsletter-connector' ), $detail );
		$words     = '' === $advice ? $detail : trim( $advice . ( '' === $detail ? '' : " {$technical}" ) );
		return mb_substr( '' === $words ? $plain : $words, 0, self::LONGEST );
	}

	/** What somebody who writes can do about it; empty where they can do nothing. */
	private static function advice( int $status, ?array $answer ): string {
		if ( 413 === $status ) {
			return __( 'This newsletter is too long. Shorten it and save it again; the rest is automatic.', 'omeda-newsletter-connector' );
		}
		if ( 422 === $status && str_ends_with( Field::text( $answer, 'type' ), ':too-complex' ) ) {
			return __( 'This newsletter is too complex to turn into an email: too many nested blocks, or very long pasted code. Simplify it and save it again; the rest is automatic.', 'omeda-newsletter-connector' );
		}
		$parts = 400 === $status ? self::parts( $answer ) : array();
		if ( array() === $parts ) {
			return '';
		}
		/* translators: %s: parts of a post, such as: title, excerpt */
		$words = __( 'This save was rejected because of: %s. Correct it and save again; the rest is automatic.', 'omeda-newsletter-connector' );
		return sprintf( $words, implode( ', ', $parts ) );
	}

	/** The parts of a post that are at fault, as its editor calls them. @return string[] */
	private static function parts( ?array $answer ): array {
		$names = array(
			'post.title'      => __( 'title', 'omeda-newsletter-connector' ),
			'post.html'       => __( 'text', 'omeda-newsletter-connector' ),
			'post.excerpt'    => __( 'excerpt', 'omeda-newsletter-connector' ),
			'post.slug'       => __( 'slug', 'omeda-newsletter-connector' ),
			'post.date'       => __( 'date', 'omeda-newsletter-connector' ),
			'post.categories' => __( 'categories', 'omeda-newsletter-connector' ),
			'post.tags'       => __( 'tags', 'omeda-newsletter-connector' ),
			'post.author'     => __( 'author', 'omeda-newsletter-connector' ),
			'deploymentType'  => __( 'deployment type', 'omeda-newsletter-connector' ),
		);
		$parts = array();
		foreach ( Field::objects( $answer, 'errors' ) as $fault ) {
			foreach ( $names as $prefix => $name ) {
				$parts[] = str_starts_with( Field::text( $fault, 'field' ), $prefix ) ? $name : '';
			}
		}
		return array_values( array_unique( array_filter( $parts ) ) );
	}

	private static function detail( ?array $answer ): string {
		$detail = Field::text( $answer, 'detail' );
		foreach ( array_slice( Field::objects( $answer, 'errors' ), 0, self::MOST_FAULTS ) as $fault ) {
			[ $field, $problem, $cure ] = array_map( fn( $name ) => Field::text( $fault, $name ), array( 'field', 'problem', 'cure' ) );
			$detail                    .= '' === $problem ? '' : sprintf( ' %s %s. %s', $field, $problem, $cure );
		}
		return trim( $detail );
	}
}
