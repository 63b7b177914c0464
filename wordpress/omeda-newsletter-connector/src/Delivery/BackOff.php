<?php
namespace OmedaNewsletterConnector\Delivery;

defined( 'ABSPATH' ) || exit;

/** When an event is retried: there is no last attempt, as an outage may take days. */
final class BackOff {
	private const BASE_SECONDS    = 5;
	private const LONGEST_SECONDS = 900;

	/** Half of it is random: sites that lost the gateway together don't come back together. */
	public static function seconds( int $attempts, int $retry_after ): int {
		$full = min( self::BASE_SECONDS * 2 ** min( $attempts - 1, 10 ), self::LONGEST_SECONDS );
		return max( $retry_after, random_int( intdiv( $full, 2 ), $full ) );
	}
}
