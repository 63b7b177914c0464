<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Capture\PostUid;
use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Status\StatusCache;

defined( 'ABSPATH' ) || exit;

/**
 * A newsletter's identity, decided at its first delivery and not in the save: its UUID is the
 * event id of its oldest row, so two first saves at once, a crash, and a backup agree on it.
 */
final class FirstDelivery {
	public function __construct( private readonly Outbox $outbox ) {}

	/**
	 * @param array<string, mixed> $snapshot As the save left it.
	 * @return array<string, mixed> With the UUID, and the TrackId to adopt.
	 */
	public function named( object $row, array $snapshot ): array {
		$post_id = (int) $row->post_id;
		$older   = (string) ( $snapshot['olderTrackId'] ?? '' );
		unset( $snapshot['olderTrackId'] );
		if ( null === $snapshot['post']['uid'] ) {
			$snapshot['post']['uid'] = PostUid::read( $post_id ) ?? $this->settle( $row, $older );
			$track_id                = PostUid::adopt_track_id( $post_id );
			$snapshot               += '' === $track_id ? array() : array( 'adopt' => array( 'trackId' => $track_id ) );
		}
		return $snapshot;
	}

	private function settle( object $row, string $older_track_id ): string {
		$post_id = (int) $row->post_id;
		$uid     = $this->outbox->uid_of( $post_id, (int) $row->id );
		StatusCache::forget( $post_id );
		delete_post_meta( $post_id, PostUid::ADOPT );
		if ( '' !== $older_track_id && self::is_original( $post_id, $older_track_id ) ) {
			add_post_meta( $post_id, PostUid::ADOPT, wp_slash( $older_track_id ), true );
		}
		PostUid::keep( $post_id, $uid );
		return $uid;
	}

	/** A copied post carries the TrackId of its original, which is the older one: only that adopts it. */
	private static function is_original( int $post_id, string $track_id ): bool {
		global $wpdb;
		$older = $wpdb->get_var(
			$wpdb->prepare(
				"SELECT 1 FROM {$wpdb->postmeta} WHERE meta_key = %s AND meta_value = %s AND post_id < %d LIMIT 1",
				PostUid::OLDER_TRACK_ID,
				$track_id,
				$post_id
			)
		);
		return null === $older;
	}
}
