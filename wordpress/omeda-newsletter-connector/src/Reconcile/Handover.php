<?php
namespace OmedaNewsletterConnector\Reconcile;

use OmedaNewsletterConnector\Consent\Consents;
use OmedaNewsletterConnector\Delivery\Drain;
use OmedaNewsletterConnector\Delivery\StaleHandover;
use OmedaNewsletterConnector\Log;
use OmedaNewsletterConnector\Outbox\Ledger;

defined( 'ABSPATH' ) || exit;

/**
 * After the gateway's store was restored from a backup, the present state of every newsletter that was delivered
 * before is sent again, once each, the last delivered first. Equal states change nothing there.
 */
final class Handover {
	public const OPTION = 'omeda_connector_handover';

	/** Each is rendered again, and a save in the meantime waits behind one page of them. */
	private const PAGE = 20;

	public function __construct(
		private readonly Ledger $ledger,
		private readonly Consents $consents,
		private readonly StaleHandover $stale,
		private readonly Drain $drain,
	) {}

	/** @param int $newest Id of the newest row: later rows reach the restored store anyway. */
	public static function begin( int $newest ): void {
		update_option( self::OPTION, array( 'before' => $newest + 1, 'told' => 0 ), true );
		Log::note( 'The gateway was restored from a backup. Newsletters are handed over again from the start.' );
	}

	/** @return int|null How many were sent again so far; null if none remain. */
	public static function told(): ?int {
		return self::state()['told'] ?? null;
	}

	/** By cron: the next ones, once all waiting rows are delivered. */
	public function go_on(): void {
		$state = self::state();
		if ( null === $state || '' !== $this->drain->obstacle() || $this->ledger->summary()['waiting'] > 0 ) {
			return;
		}
		$rows = $this->ledger->newest_of_posts( $state['before'], self::PAGE );
		foreach ( $rows as $row ) {
			$this->tell( $row );
			// After each: a process that dies sends none of the others twice.
			$state = array( 'before' => (int) $row->id, 'told' => $state['told'] + 1 );
			update_option( self::OPTION, $state, true );
		}
		if ( count( $rows ) < self::PAGE ) {
			delete_option( self::OPTION );
			Log::note( "{$state['told']} newsletters were handed over again." );
		}
	}

	private function tell( object $row ): void {
		try {
			$post = get_post( (int) $row->post_id );
			if ( $post ) {
				$this->consents->found( $post );
			}
			$this->stale->hand_over_anew( $row, 0 );
		} catch ( \Throwable $error ) {
			Log::error( "Post {$row->post_id} was not handed over again", $error );
		}
	}

	/** @return array{before: int, told: int}|null */
	private static function state(): ?array {
		$state = get_option( self::OPTION );
		return is_array( $state ) ? $state : null;
	}
}
