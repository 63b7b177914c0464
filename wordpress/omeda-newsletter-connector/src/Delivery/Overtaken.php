<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Capture\Capture;
use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Capture\PostFacts;
use OmedaNewsletterConnector\Consent\ConsentMeta;
use OmedaNewsletterConnector\Consent\Consents;
use OmedaNewsletterConnector\Outbox\Outbox;

defined( 'ABSPATH' ) || exit;

/**
 * Of two saves at once, the one that read the post first may be recorded last, and then the newest row is
 * behind the database. So what a save left is compared with the post before delivery.
 */
final class Overtaken {
	/** Fields that other plugins do not filter: the rest may differ in the request that delivers. */
	private const COMPARED = array( 'status', 'date', 'modified', 'title', 'excerpt', 'content', 'subject', 'preheader' );

	public function __construct(
		private readonly Capture $capture,
		private readonly Consents $consents,
		private readonly Outbox $outbox,
	) {}

	/**
	 * @param object $row The newest row of its post, without a body yet, as this process claimed it.
	 * @return object The row to deliver.
	 */
	public function renewed( object $row ): object {
		$post = EventType::DELETED === $row->type ? null : self::from_database( (int) $row->post_id );
		$told = $post ? json_decode( (string) $row->snapshot, true ) : null;
		if ( ! is_array( $told ) || $this->is_told( $post, $told['post'] ) || self::is_under_way( $post ) ) {
			return $row;
		}
		$type  = EventType::of( $row->post_status, $post->post_status, false );
		$entry = null === $type ? null : $this->capture->of( $post, EventType::merged( $row->type, $type ), true );
		if ( $entry && $this->outbox->replace( (int) $row->id, $entry, $row->lock_token ) ) {
			return $this->outbox->find( (int) $row->id ) ?? $row;
		}
		return $row;
	}

	/**
	 * A row from before consents were recorded has no known intent: it is delivered as it is.
	 *
	 * @param array<string, mixed> $told
	 */
	private function is_told( \WP_Post $post, array $told ): bool {
		if ( ! array_key_exists( 'consent', $told ) ) {
			return true;
		}
		$keys = array_flip( self::COMPARED );
		$now  = array_intersect_key( PostFacts::of( $post ), $keys );
		// Text in a row went through JSON, which replaces invalid UTF-8.
		$now = json_decode( (string) wp_json_encode( $now ), true );
		return array_intersect_key( $told, $keys ) === $now && $told['consent'] === $this->consents->held( $post );
	}

	/** Another request is changing its date right now: the event of that follows, with the consent to it. */
	private static function is_under_way( \WP_Post $post ): bool {
		return ! in_array( ConsentMeta::date_of( $post->ID ), array( '', $post->post_date_gmt ), true );
	}

	/** Not as this request found it when it began; and no page cache is emptied for it. */
	private static function from_database( int $post_id ): ?\WP_Post {
		wp_cache_delete( $post_id, 'posts' );
		wp_cache_delete( $post_id, 'post_meta' );
		return get_post( $post_id );
	}
}
