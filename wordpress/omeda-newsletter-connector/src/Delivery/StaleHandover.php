<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Capture\Capture;
use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Outbox\Entry;
use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Outbox\Rewind;

defined( 'ABSPATH' ) || exit;

/**
 * A restored database counts from an old number, and the gateway has seen higher ones.
 * The counter moves past them and the post's present state is delivered again, so no save is lost.
 */
final class StaleHandover {
	public function __construct(
		private readonly Capture $capture,
		private readonly Outbox $outbox,
		private readonly Rewind $rewind,
	) {}

	/** @param object $row The event that was rejected for its number. */
	public function hand_over( object $row, int $highest ): void {
		// Two saves at once may leave in the wrong order: the later one already has everything.
		if ( $this->rewind->has_from( (int) $row->post_id, $highest ) ) {
			return;
		}
		$this->hand_over_anew( $row, $highest );
	}

	/** The newest edge that was not delivered counts; the present state covers this post's waiting rows, too. */
	public function hand_over_anew( object $row, int $highest ): void {
		$waiting = $this->rewind->supersede_waiting( (int) $row->post_id, (int) $row->id );
		$type    = array_reduce( $waiting, array( EventType::class, 'merged' ), $row->type );
		$entry   = $this->entry( $row, $type );
		if ( $entry ) {
			$this->rewind->add_past( $entry, $highest );
		}
	}

	private function entry( object $row, string $type ): ?Entry {
		$post = get_post( (int) $row->post_id );
		if ( ! $post || EventType::DELETED === $type ) {
			$snapshot = json_decode( (string) $row->snapshot, true );
			if ( ! is_array( $snapshot ) ) {
				// Too old: its data has been removed.
				return null;
			}
			// The newsletter that was deleted, not another one of the same number.
			$snapshot['post']['uid']   ??= $row->uid;
			$snapshot['post']['consent'] = null;
			return new Entry( (int) $row->post_id, $row->post_status, EventType::DELETED, $snapshot, $row->hash );
		}
		return $this->capture->of( $post, $this->fitting( $type, $post->post_status ), true );
	}

	/** An edge that no longer fits the present state does not count. */
	private function fitting( string $type, string $status ): string {
		$statuses = array(
			EventType::PUBLISHED => array( 'publish' ),
			EventType::SCHEDULED => array( 'future' ),
			EventType::TRASHED   => array( 'trash' ),
		);
		return in_array( $status, $statuses[ $type ] ?? array( $status ), true ) ? $type : EventType::SAVED;
	}
}
