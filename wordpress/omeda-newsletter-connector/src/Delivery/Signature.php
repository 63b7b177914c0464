<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Standard Webhooks: each attempt gets its own signature, over the exact bytes that are sent. */
final class Signature {
	/** @return array<string, string> */
	public static function headers( string $secret, string $event_id, string $body, int $at ): array {
		$signed = base64_encode( hash_hmac( 'sha256', "{$event_id}.{$at}.{$body}", self::key( $secret ), true ) );
		return array(
			'webhook-id'        => $event_id,
			'webhook-timestamp' => (string) $at,
			'webhook-signature' => "v1,{$signed}",
		);
	}

	/** What is wrong with a secret; empty if it is valid. The secret is not repeated. */
	public static function fault( string $secret ): string {
		$bytes = strlen( self::key( $secret ) );
		return $bytes >= 24 && $bytes <= 64 ? '' : Words::bad_signing_secret();
	}

	private static function key( string $secret ): string {
		return (string) base64_decode( preg_replace( '/^whsec_/', '', $secret ), true );
	}
}
