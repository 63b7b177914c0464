<?php
namespace OmedaNewsletterConnector\Gateway;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** What went wrong with a call, in words for people; `status` in its data is for our own REST response. */
final class GatewayError {
	public static function incomplete(): \WP_Error {
		$words = Words::not_connected();
		return new \WP_Error( 'omeda_incomplete', $words, array( 'status' => 503 ) );
	}

	public static function away(): \WP_Error {
		$words = Words::gateway_silent();
		return new \WP_Error( 'omeda_gateway_away', $words, array( 'status' => 502 ) );
	}

	/** @param array<string, mixed> $problem RFC 9457. */
	public static function refused( int $status, array $problem ): \WP_Error {
		$code = match ( true ) {
			401 === $status => 'omeda_key_refused',
			404 === $status => 'omeda_not_found',
			409 === $status => 'omeda_not_now',
			$status >= 500  => 'omeda_gateway_away',
			default         => 'omeda_refused',
		};
		$words = Field::text( $problem, 'detail' );
		if ( '' === $words ) {
			$words = sprintf( Words::gateway_status(), $status );
		}
		// A refused key is our fault, not the reader's: 401 would log them out of the editor.
		$told = in_array( $status, array( 404, 409 ), true ) ? $status : ( 400 === $status ? 400 : 502 );
		return new \WP_Error( $code, mb_substr( $words, 0, 1000 ), array( 'status' => $told ) );
	}
}
