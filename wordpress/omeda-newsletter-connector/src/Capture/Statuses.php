<?php
namespace OmedaNewsletterConnector\Capture;

defined( 'ABSPATH' ) || exit;

/** Which posts are handed over by their status, and what their status is called in an event. */
final class Statuses {
	private const WATCHED = array( 'draft', 'pending', 'future', 'publish' );
	/** Of a rewrite of a published post, until it takes its place: nobody sends it. */
	private const REWRITE_META = '_dp_is_rewrite_republish_copy';

	/** May the post be at Omeda as it is now? Behind a password it is nobody's mail. */
	public static function is_watched( \WP_Post $post ): bool {
		return '' === $post->post_password && in_array( $post->post_status, self::all(), true );
	}

	/** What an event says: a password makes a post private, and an added status is a draft's. */
	public static function reported( \WP_Post $post ): string {
		$is_known = in_array( $post->post_status, self::WATCHED, true );
		if ( '' !== $post->post_password && $is_known ) {
			return 'private';
		}
		$is_added = ! $is_known && 'trash' !== $post->post_status && in_array( $post->post_status, self::all(), true );
		return $is_added ? 'draft' : $post->post_status;
	}

	public static function is_rewrite( \WP_Post $post ): bool {
		return 'dp-rewrite-republish' === $post->post_status
			|| '' !== (string) get_post_meta( $post->ID, self::REWRITE_META, true );
	}

	/** @return string[] */
	private static function all(): array {
		/**
		 * Statuses in which a post is handed over. One that is added, such as a workflow's, is a draft's.
		 *
		 * @param string[] $statuses
		 */
		return (array) apply_filters( 'omeda_connector_statuses', self::WATCHED );
	}
}
