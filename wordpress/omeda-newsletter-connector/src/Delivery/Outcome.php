<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Capture\PostUid;
use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Outbox\Succession;
use OmedaNewsletterConnector\Reconcile\Epochs;
use OmedaNewsletterConnector\Status\StatusCache;

defined( 'ABSPATH' ) || exit;

/** Applies a response to the outbox and to the post. */
final class Outcome {
	private const STOPPED_SECONDS = HOUR_IN_SECONDS;

	public function __construct(
		private readonly Outbox $outbox,
		private readonly StatusCache $statuses,
		private readonly StaleHandover $stale,
		private readonly Succession $succession,
		private readonly Epochs $epochs,
	) {}

	/** @param object $row The whole row, claimed by this process. */
	public function apply( object $row, Verdict $verdict ): void {
		$id = (int) $row->id;
		match ( $verdict->outcome ) {
			Verdict::DELIVERED => $this->delivered( $row, $verdict ),
			Verdict::PARKED    => $this->parked( $row, $verdict ),
			Verdict::STOPPED   => $this->outbox->retry( $id, self::STOPPED_SECONDS, $verdict->status, $verdict->words ),
			default            => $this->outbox->retry(
				$id,
				BackOff::seconds( (int) $row->attempts, $verdict->retry_after ),
				$verdict->status,
				$verdict->words
			),
		};
	}

	private function delivered( object $row, Verdict $verdict ): void {
		$this->outbox->settle( (int) $row->id, 'delivered', $verdict->status );
		$this->succession->end_parked( $row );
		$this->epochs->told( Field::text( $verdict->answer, 'epoch' ) );
		if ( $verdict->is_stale() ) {
			$this->stale->hand_over( $row, (int) Field::text( $verdict->answer, 'highest' ) );
			return;
		}
		if ( EventType::DELETED === $row->type ) {
			PostUid::forget( (int) $row->post_id );
		} elseif ( '' !== Field::text( $verdict->answer, 'deploymentId' ) ) {
			$this->statuses->put( (int) $row->post_id, $verdict->answer );
		}
	}

	private function parked( object $row, Verdict $verdict ): void {
		$this->outbox->settle( (int) $row->id, 'parked', $verdict->status, $verdict->words );
		if ( $verdict->is_other_body() ) {
			$this->outbox->settle( (int) $row->id, 'superseded', $verdict->status, $verdict->words );
			$this->stale->hand_over_anew( $row, 0 );
		}
	}
}
