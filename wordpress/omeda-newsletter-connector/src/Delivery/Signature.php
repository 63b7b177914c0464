<?php
namespace OmedaNewsletterConnector\Delivery;

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
		return $bytes >= 24 && $bytes <= 64 ? '' : __(
			'The signing secret must be whsec_ and 24 to 64 bytes in base64, as the gateway has it.',
			'omeda-newsletter-connector'
		);
	}

	private static function key( string $secret ): string {
		return (string) base64_decode( preg_replace( '/^whsec_/', '', $secret ), true );
	}
}
