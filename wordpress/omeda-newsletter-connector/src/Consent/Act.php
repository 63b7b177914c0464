<?php
namespace OmedaNewsletterConnector\Consent;

defined( 'ABSPATH' ) || exit;

/** The part of a save that means "send this": a transition into public, or another time. The rest are plain saves. */
final class Act {
	/** Is sent after the site's delay, counted from the act. */
	public const PUBLISH = 'publish';
	/** Is sent at the post's own date. */
	public const SCHEDULE = 'schedule';

	/** @return string|null The mode of the act, or null if the save is none. */
	public static function of( ?\WP_Post $before, \WP_Post $after ): ?string {
		$was = $before->post_status ?? '';
		// The trash returns what was there; nobody publishes it.
		if ( 'trash' === $was ) {
			return null;
		}
		$is_moved = $before instanceof \WP_Post && $before->post_date_gmt !== $after->post_date_gmt;
		return match ( $after->post_status ) {
			'future'  => 'future' !== $was || $is_moved ? self::SCHEDULE : null,
			// At its own date WordPress publishes it, or a plugin for missed schedules, in any request.
			'publish' => 'publish' !== $was && ( 'future' !== $was || $is_moved ) ? self::PUBLISH : null,
			default   => null,
		};
	}

	/** The mode that sends a post in its current state. */
	public static function for_status( string $status ): ?string {
		return array( 'publish' => self::PUBLISH, 'future' => self::SCHEDULE )[ $status ] ?? null;
	}
}
