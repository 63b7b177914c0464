<?php
namespace OmedaNewsletterConnector\Health;

use OmedaNewsletterConnector\Delivery\Cron;
use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** What Site Health and `wp omeda doctor` check. Each check reports what is wrong and the cure. */
final class Checks {
	public const NAMES = array( 'connection', 'outbox', 'cron', 'https', 'loopback', 'dry_run' );

	private const LATE_SECONDS = 15 * MINUTE_IN_SECONDS;
	private const CRON_SECONDS = 15 * MINUTE_IN_SECONDS;

	public function __construct( private readonly Parts $parts ) {}

	/** What is wrong, in words; empty when nothing is. */
	public function fault( string $name ): string {
		return match ( $name ) {
			'connection' => $this->connection(),
			'outbox'     => $this->outbox(),
			'cron'       => $this->cron(),
			'https'      => $this->https(),
			'loopback'   => $this->loopback(),
			'dry_run'    => $this->dry_run(),
		};
	}

	/** Also detects a wrong clock: the gateway reports by how many seconds. */
	private function connection(): string {
		$bad = array_filter( $this->parts->connection()->test(), static fn( $check ) => ! $check['ok'] );
		return implode( ' ', wp_list_pluck( $bad, 'message' ) );
	}

	private function outbox(): string {
		$summary = $this->parts->ledger()->summary();
		if ( $summary['parked'] > 0 ) {
			return Words::events_parked( $summary['parked'] );
		}
		if ( $summary['age_seconds'] <= self::LATE_SECONDS ) {
			return '';
		}
		return sprintf( Words::events_waiting(), $summary['waiting'], human_time_diff( time() - $summary['age_seconds'] ) );
	}

	private function cron(): string {
		$last = max( (int) get_option( Cron::LAST_RUN, 0 ), (int) get_option( Cron::SINCE, 0 ) );
		if ( time() - $last <= self::CRON_SECONDS ) {
			return '';
		}
		return Words::cron_stopped();
	}

	private function https(): string {
		$url = $this->parts->settings()->text( 'gateway_url' );
		if ( '' === $url || str_starts_with( $url, 'https://' ) ) {
			return '';
		}
		return Words::not_encrypted();
	}

	private function loopback(): string {
		$why = $this->parts->emails()->loopback()->fault();
		if ( '' === $why ) {
			return '';
		}
		return sprintf( Words::loopback_fault(), home_url( '/' ), $why );
	}

	private function dry_run(): string {
		if ( ! $this->parts->pin()->is_dry_run() ) {
			return '';
		}
		return Words::dry_run();
	}
}
