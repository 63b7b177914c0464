<?php
namespace OmedaNewsletterConnector\Health;

use OmedaNewsletterConnector\Delivery\Cron;
use OmedaNewsletterConnector\Parts;

defined( 'ABSPATH' ) || exit;

/** What Site Health and `wp omeda doctor` look at. Each check tells what is wrong and the cure. */
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

	/** Also a wrong clock shows here: the gateway tells by how many seconds. */
	private function connection(): string {
		$bad = array_filter( $this->parts->connection()->test(), static fn( $check ) => ! $check['ok'] );
		return implode( ' ', wp_list_pluck( $bad, 'message' ) );
	}

	private function outbox(): string {
		$summary = $this->parts->ledger()->summary();
		if ( $summary['parked'] > 0 ) {
			/* translators: %d: number of events */
			$words = _n(
				'%d event was refused and waits for a person: see Omeda, Background jobs.',
				'%d events were refused and wait for a person: see Omeda, Background jobs.',
				$summary['parked'],
				'omeda-newsletter-connector'
			);
			return sprintf( $words, $summary['parked'] );
		}
		if ( $summary['age_seconds'] <= self::LATE_SECONDS ) {
			return '';
		}
		/* translators: 1: number of events, 2: span of time */
		$words = __( '%1$d events are waiting, the oldest for %2$s. Check that the gateway is running.', 'omeda-newsletter-connector' );
		return sprintf( $words, $summary['waiting'], human_time_diff( time() - $summary['age_seconds'] ) );
	}

	private function cron(): string {
		$last = max( (int) get_option( Cron::LAST_RUN, 0 ), (int) get_option( Cron::SINCE, 0 ) );
		if ( time() - $last <= self::CRON_SECONDS ) {
			return '';
		}
		return __( 'WordPress’s cron has not run for 15 minutes. Call wp-cron.php every minute from the server’s cron.', 'omeda-newsletter-connector' );
	}

	private function https(): string {
		$url = $this->parts->settings()->text( 'gateway_url' );
		if ( '' === $url || str_starts_with( $url, 'https://' ) ) {
			return '';
		}
		return __( 'Drafts reach the gateway unencrypted. Use an https address unless the network is private.', 'omeda-newsletter-connector' );
	}

	private function loopback(): string {
		$why = $this->parts->emails()->loopback()->fault();
		if ( '' === $why ) {
			return '';
		}
		/* translators: 1: address of the site, 2: why it cannot be called */
		$words = __(
			'This site cannot call its own front end at %1$s: %2$s Newsletters are rendered in the syncing request instead, as a logged-out visitor; content that a plugin adds only on the front end, such as a shortcode, may be missing. Let the server reach that address without a password or a redirect.',
			'omeda-newsletter-connector'
		);
		return sprintf( $words, home_url( '/' ), $why );
	}

	private function dry_run(): string {
		if ( ! $this->parts->pin()->is_dry_run() ) {
			return '';
		}
		return __( 'Nothing is synced from here. If this is the original site, confirm it under Omeda → Settings.', 'omeda-newsletter-connector' );
	}
}
