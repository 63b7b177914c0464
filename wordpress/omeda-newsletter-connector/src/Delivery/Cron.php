<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Consent\ApprovalMail;
use OmedaNewsletterConnector\Outbox\Ledger;
use OmedaNewsletterConnector\Reconcile\Handover;
use OmedaNewsletterConnector\Reconcile\Reconciler;
use OmedaNewsletterConnector\Settings\Settings;
use OmedaNewsletterConnector\Status\Refresh;

defined( 'ABSPATH' ) || exit;

/** Every minute deliveries, every five minutes statuses, hourly reconcile, daily the clean-up. */
final class Cron {
	public const DRAIN     = 'omeda_connector_drain';
	public const REFRESH   = 'omeda_connector_refresh';
	public const RECONCILE = 'omeda_connector_reconcile';
	public const PURGE     = 'omeda_connector_purge';

	public const LAST_RUN = 'omeda_connector_cron_at';
	/** When it was first scheduled: before that it need not have run. */
	public const SINCE = 'omeda_connector_cron_since';

	private const DRAIN_SECONDS = 45;

	private const PLAN = array(
		self::DRAIN     => 'omeda_connector_minute',
		self::REFRESH   => 'omeda_connector_five_minutes',
		self::RECONCILE => 'hourly',
		self::PURGE     => 'daily',
	);

	public function __construct(
		private readonly Settings $settings,
		private readonly Drain $drain,
		private readonly Refresh $refresh,
		private readonly Reconciler $reconciler,
		private readonly Ledger $ledger,
		private readonly Handover $handover,
	) {}

	public function register(): void {
		add_filter( 'cron_schedules', array( self::class, 'intervals' ) );
		add_action( self::DRAIN, array( $this, 'drain' ) );
		add_action( self::REFRESH, array( $this->refresh, 'run' ) );
		add_action( self::RECONCILE, array( $this->reconciler, 'run' ) );
		add_action( self::PURGE, array( $this->ledger, 'purge' ) );
	}

	public function drain(): void {
		update_option( self::LAST_RUN, time(), false );
		$this->handover->go_on();
		$timeout = (float) max( 1, min( 60, (int) $this->settings->get( 'timeout' ) ) );
		$this->drain->run( new Effort( self::DRAIN_SECONDS, $timeout ) );
	}

	/**
	 * @param array<string, array{interval: int, display: string}> $known
	 * @return array<string, array{interval: int, display: string}>
	 */
	public static function intervals( array $known ): array {
		return $known + array(
			'omeda_connector_minute'       => array(
				'interval' => MINUTE_IN_SECONDS,
				'display'  => __( 'Every minute', 'omeda-newsletter-connector' ),
			),
			'omeda_connector_five_minutes' => array(
				'interval' => 5 * MINUTE_IN_SECONDS,
				'display'  => __( 'Every five minutes', 'omeda-newsletter-connector' ),
			),
		);
	}

	public static function schedule(): void {
		add_filter( 'cron_schedules', array( self::class, 'intervals' ) );
		add_option( self::SINCE, time(), '', false );
		foreach ( self::PLAN as $hook => $interval ) {
			if ( ! wp_next_scheduled( $hook ) ) {
				wp_schedule_event( time() + MINUTE_IN_SECONDS, $interval, $hook );
			}
		}
	}

	public static function clear(): void {
		array_map( 'wp_clear_scheduled_hook', array_keys( self::PLAN ) );
		wp_unschedule_hook( ApprovalMail::HOOK );
	}
}
