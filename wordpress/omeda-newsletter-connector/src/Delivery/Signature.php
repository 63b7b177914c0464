<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Standard Webhooks: each try is signed anew, over the very bytes that are sent. */
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

	/** What a secret must look like; empty when it is good. It is not repeated. */
	public static function fault( string $secret ): string {
		$bytes = strlen( self::key( $secret ) );
		return $bytes >= 24 && $bytes <= 64 ? '' : Words::bad_signing_secret();
	}

	private static function key( string $secret ): string {
		return (string) base64_decode( preg_replace( '/^whsec_/', '', $secret ), true );
	}
}
