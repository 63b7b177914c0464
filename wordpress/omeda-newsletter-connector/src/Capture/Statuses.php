<?php
namespace OmedaNewsletterConnector\Capture;

defined( 'ABSPATH' ) || exit;

/** Which statuses are handed over, and their names in an event. */
final class Statuses {
	private const WATCHED = array( 'draft', 'pending', 'future', 'publish' );
	/** For a rewrite of a published post, until it replaces that post: it is not sent. */
	private const REWRITE_META = '_dp_is_rewrite_republish_copy';

	/** Whether the post may be at Omeda as it is now. With a password, it is not sent to anybody. */
	public static function is_watched( \WP_Post $post ): bool {
		return '' === $post->post_password && in_array( $post->post_status, self::all(), true );
	}

	/** The status in an event: a password makes a post private, and an added status counts as a draft's. */
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
		 * Statuses in which a post is handed over. An added one, such as a workflow's, counts as a draft's.
		 *
		 * @param string[] $statuses
		 */
		return (array) apply_filters( 'omeda_connector_statuses', self::WATCHED );
	}
}
