<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Log;
use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Outbox\Succession;
use OmedaNewsletterConnector\Settings\Pin;
use OmedaNewsletterConnector\Settings\Settings;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Delivers waiting rows, the oldest first, until none is left or delivery is blocked. */
final class Drain {
	/** Each ended without a body or an exception: PHP died. Other posts must not wait for that one. */
	private const RENDERINGS_BEFORE_PARKING = 3;

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

	/** Why delivery is blocked now; empty if it is not. */
	public function obstacle(): string {
		return match ( true ) {
			$this->settings->is_on( 'disabled' )   => 'disabled',
			! $this->settings->is_complete()       => 'incomplete',
			$this->pin->is_dry_run()               => 'dry-run',
			$this->breaker->is_open()              => '' === $this->breaker->stopped() ? 'silent' : 'stopped',
			default                                => '',
		};
	}

	/** @return int How many events were delivered. */
	public function run( Effort $effort ): int {
		$delivered = 0;
		while ( ! $effort->is_over() && '' === $this->obstacle() ) {
			$head = $this->outbox->head();
			if ( ! $head || $head->is_early || $head->is_locked ) {
				break;
			}
			// Not by the number of attempts: a process may have died before the body was made.
			if ( $head->is_unmade && $this->succession->supersede( $head ) ) {
				continue;
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
		$row = null === $row->body ? $this->rendered( $row ) : $row;
		if ( ! $row ) {
			return Verdict::PARKED;
		}
		$verdict = $this->sender->send( $row, $effort->timeout( $id ), $effort->wait( $id ) );
		$this->breaker->note( $verdict );
		$this->outcome->apply( $row, $verdict );
		return $verdict->outcome;
	}

	/**
	 * A filter of a theme or plugin may fail: that affects one newsletter, not the line.
	 *
	 * @return object|null The row with its body, or null if it is parked.
	 */
	private function rendered( object $row ): ?object {
		if ( (int) $row->attempts > self::RENDERINGS_BEFORE_PARKING ) {
			$words = Words::php_ended();
			$this->park( $row, sprintf( $words, self::title_of( $row ), (int) $row->post_id ) );
			return null;
		}
		try {
			$row       = $this->overtaken->renewed( $row );
			$body      = $this->bodies->of( $row );
			$row->body = (string) wp_json_encode( $body );
			$this->outbox->keep_body( (int) $row->id, $row->body, $body['post']['uid'] );
			return $row;
		} catch ( \Throwable $error ) {
			Log::error( "Event {$row->id} could not be rendered", $error );
			$words = Words::not_rendered();
			$this->park( $row, sprintf( $words, $error->getMessage() ) );
			return null;
		}
	}

	private function park( object $row, string $words ): void {
		$this->outbox->settle( (int) $row->id, 'parked', 0, $words );
	}

	/** Its title as the save left it: a filter of titles may be what killed PHP. */
	private static function title_of( object $row ): string {
		return Field::text( json_decode( (string) $row->snapshot, true ), 'post', 'title' );
	}
}
