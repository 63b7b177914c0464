<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Log;
use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Outbox\Succession;
use OmedaNewsletterConnector\Settings\Pin;
use OmedaNewsletterConnector\Settings\Settings;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Hands over what waits, the oldest first, until nothing is left or something stands in the way. */
final class Drain {
	public function __construct(
		private readonly Settings $settings,
		private readonly Pin $pin,
		private readonly Outbox $outbox,
		private readonly Succession $succession,
		private readonly Overtaken $overtaken,
		private readonly Breaker $breaker,
		private readonly EventBody $bodies,
		private readonly Sender $sender,
		private readonly Outcome $outcome,
	) {}

	/** Why nothing may go now; empty when it may. */
	public function obstacle(): string {
		return match ( true ) {
			$this->settings->is_on( 'disabled' )   => 'disabled',
			! $this->settings->is_complete()       => 'incomplete',
			$this->pin->is_dry_run()               => 'dry-run',
			$this->breaker->is_open()              => '' === $this->breaker->stopped() ? 'silent' : 'stopped',
			default                                => '',
		};
	}

	/** @return int How many events were handed over. */
	public function run( Effort $effort ): int {
		$delivered = 0;
		while ( ! $effort->is_over() && '' === $this->obstacle() ) {
			$head = $this->outbox->head();
			if ( ! $head || $head->is_early || $head->is_locked ) {
				break;
			}
			// Not by the number of tries: a process may have died before the body was made.
			if ( $head->is_unmade ) {
				if ( $this->succession->supersede( $head ) ) {
					continue;
				}
				$this->overtaken->renew( $head );
			}
			$outcome = $this->hand_over( (int) $head->id, $effort );
			if ( null === $outcome || Verdict::RETRY === $outcome || Verdict::STOPPED === $outcome ) {
				break;
			}
			$delivered += Verdict::DELIVERED === $outcome ? 1 : 0;
		}
		return $delivered;
	}

	/** @return string|null The outcome, or null where another process has the row. */
	private function hand_over( int $id, Effort $effort ): ?string {
		$row = $this->outbox->claim( $id, wp_generate_uuid4() );
		if ( ! $row ) {
			return null;
		}
		if ( null === $row->body && ! $this->render( $row ) ) {
			return Verdict::PARKED;
		}
		$verdict = $this->sender->send( $row, $effort->timeout( $id ), $effort->wait( $id ) );
		$this->breaker->note( $verdict );
		$this->outcome->apply( $row, $verdict );
		return $verdict->outcome;
	}

	/** A theme's or plugin's filter may fail: that is one newsletter's fault, not the line's. */
	private function render( object $row ): bool {
		try {
			$body      = $this->bodies->of( $row );
			$row->body = (string) wp_json_encode( $body );
			$this->outbox->keep_body( (int) $row->id, $row->body, $body['post']['uid'] );
			return true;
		} catch ( \Throwable $error ) {
			Log::error( "Event {$row->id} could not be rendered", $error );
			$words = Words::not_rendered();
			$this->outbox->settle( (int) $row->id, 'parked', 0, sprintf( $words, $error->getMessage() ) );
			return false;
		}
	}
}
