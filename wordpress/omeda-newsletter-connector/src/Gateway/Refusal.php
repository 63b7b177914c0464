<?php
namespace OmedaNewsletterConnector\Gateway;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Why the gateway did not accept an event: first what an editor can do, then the gateway's own words. */
final class Refusal {
	private const MOST_FAULTS = 5;
	private const LONGEST     = 1000;

	/** @param array<string, mixed>|null $answer */
	public static function words( int $status, ?array $answer ): string {
		if ( $status >= 200 && $status < 300 ) {
			return '';
		}
		$plain  = sprintf( Words::gateway_status(), $status );
		$detail = self::detail( $answer );
		$advice = self::advice( $status, $answer );
		$technical = sprintf( Words::for_administrator(), $detail );
		$words     = '' === $advice ? $detail : trim( $advice . ( '' === $detail ? '' : " {$technical}" ) );
		return mb_substr( '' === $words ? $plain : $words, 0, self::LONGEST );
	}

	/** What a writer can do about it; empty if they can do nothing. */
	private static function advice( int $status, ?array $answer ): string {
		if ( 413 === $status ) {
			return Words::too_long();
		}
		if ( 422 === $status && str_ends_with( Field::text( $answer, 'type' ), ':too-complex' ) ) {
			return Words::too_complex();
		}
		$parts = 400 === $status ? self::parts( $answer ) : array();
		if ( array() === $parts ) {
			return '';
		}
		$words = Words::save_rejected();
		return sprintf( $words, implode( ', ', $parts ) );
	}

	/** The fields of a post that are at fault, as its editor calls them. @return string[] */
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
