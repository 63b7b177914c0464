<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/**
 * Lets this site, and nobody else, request a post that is not public from its own front end. It is bound to the
 * row's content and to the claim of the calling process, so it is worthless once the row is released.
 */
final class LoopbackSignature {
	private const SECONDS = 60;

	/** @param object $row With id, snapshot and lock_token. */
	public static function of( object $row, int $at ): string {
		$claim  = hash( 'sha256', "{$row->snapshot}|{$row->lock_token}" );
		$signed = 'render|' . get_current_blog_id() . "|{$row->id}|{$at}|{$claim}";
		return hash_hmac( 'sha256', $signed, wp_salt( 'auth' ) );
	}

	/** Of a response: nothing in between must have changed the newsletter. */
	public static function seal( string $answer, object $row, int $at ): string {
		return hash_hmac( 'sha256', 'rendered|' . self::of( $row, $at ) . "|{$answer}", wp_salt( 'auth' ) );
	}

	public static function is_good( string $signature, object $row, int $at ): bool {
		return abs( time() - $at ) <= self::SECONDS && hash_equals( self::of( $row, $at ), $signature );
	}
}
