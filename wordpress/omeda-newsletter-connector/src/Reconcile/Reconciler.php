<?php
namespace OmedaNewsletterConnector\Reconcile;

use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Capture\PostWatcher;
use OmedaNewsletterConnector\Capture\Statuses;
use OmedaNewsletterConnector\Consent\Consents;
use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Settings\Pin;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Finds what should be in the outbox but is not: the process died between the post's write and ours,
 * the plugin was off, or the database was edited. Compares posts with what was last sent.
 */
final class Reconciler {
	public const SINCE = 'omeda_connector_reconciled_at';

	private const OVERLAP_SECONDS = DAY_IN_SECONDS;
	private const BATCH           = 200;

	public function __construct(
		private readonly Settings $settings,
		private readonly Pin $pin,
		private readonly PostWatcher $watcher,
		private readonly Consents $consents,
		private readonly Outbox $outbox,
		private readonly Missing $missing,
	) {}

	/** This is the site that sends: the gateway gets what changed while no site did. */
	public function confirm(): void {
		$this->pin->set();
		$this->run();
	}

	/** @return int How many events were added. */
	public function run(): int {
		if ( $this->settings->is_on( 'disabled' ) || $this->pin->is_dry_run() ) {
			return 0;
		}
		$started = time();
		$since   = (int) get_option( self::SINCE, 0 );
		$from    = gmdate( 'Y-m-d H:i:s', max( 0, $since - self::OVERLAP_SECONDS ) );
		$added   = 0;
		$last_id = 0;
		do {
			$ids = $this->missing->changed_since( max( $from, $this->pin->connected_at() ), $last_id, self::BATCH );
			foreach ( $ids as $last_id ) {
				$added += $this->check( (int) $last_id );
			}
		} while ( count( $ids ) === self::BATCH );
		foreach ( $this->missing->gone() as $row ) {
			$added += $this->missing->tell_gone( $row );
		}
		update_option( self::SINCE, $started, false );
		return $added;
	}

	private function check( int $post_id ): int {
		$post = get_post( $post_id );
		if ( ! $post || Statuses::is_rewrite( $post ) ) {
			return 0;
		}
		$this->consents->found( $post );
		$latest = $this->outbox->latest( $post_id );
		$type   = EventType::of( $latest->post_status ?? $this->unseen( $post ), $post->post_status, false );
		return null !== $type && $this->watcher->record( $post, $type ) > 0 ? 1 : 0;
	}

	/** The earlier status of a post that was never sent: what was published before the connection is archive. */
	private function unseen( \WP_Post $post ): string {
		$is_new = $post->post_date_gmt >= $this->pin->connected_at();
		return $is_new ? '' : $post->post_status;
	}
}
