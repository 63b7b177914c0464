<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Log;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * When a request delivers. In async mode a save never waits: its own request delivers only if the
 * server can respond first (PHP-FPM, LiteSpeed); otherwise a later request of the admin, REST, or cron does.
 */
final class HandOff {
	private const AFTER_RESPONSE_SECONDS = 20;
	/** The longest attempt in a request that a person waits for. */
	private const BRIEF_SECONDS = 2;
	/** After that it starts no other attempt: the rest is delivered with the next request, or by cron. */
	private const LATER_SECONDS = 0.1;

	private bool $has_added = false;

	public function __construct(
		private readonly Settings $settings,
		private readonly Drain $drain,
	) {}

	public function register(): void {
		add_action( 'shutdown', array( $this, 'finish' ), 1000 );
	}

	/** A row was added in this request. */
	public function added( int $id ): void {
		$this->has_added = true;
		if ( $id > 0 && 'sync' === $this->settings->text( 'mode' ) ) {
			$wait = max( 1, min( 60, (int) $this->settings->get( 'sync_wait' ) ) );
			$this->drain->run( new Effort( $wait, self::BRIEF_SECONDS, $id, $wait ) );
		}
	}

	/** The last thing in a request. */
	public function finish(): void {
		try {
			if ( ( $this->has_added || $this->is_later_request() ) && '' === $this->drain->obstacle() ) {
				$this->deliver();
			}
		} catch ( \Throwable $error ) {
			Log::error( 'Delivery after a request failed', $error );
		}
	}

	private function deliver(): void {
		$timeout = (float) max( 1, min( 60, (int) $this->settings->get( 'timeout' ) ) );
		if ( self::end_response() ) {
			$this->drain->run( new Effort( self::AFTER_RESPONSE_SECONDS, $timeout ) );
		} elseif ( ! $this->has_added ) {
			$this->drain->run( new Effort( self::LATER_SECONDS, self::BRIEF_SECONDS ) );
		}
	}

	/** Only requests in which nobody saves: an admin page, a status poll, the editor's heartbeat. */
	private function is_later_request(): bool {
		if ( wp_doing_cron() || 'cli' === PHP_SAPI ) {
			return false;
		}
		$is_read      = 'GET' === ( $_SERVER['REQUEST_METHOD'] ?? '' );
		$is_heartbeat = wp_doing_ajax() && 'heartbeat' === ( $_REQUEST['action'] ?? '' );
		$is_ours      = is_admin() || ( defined( 'REST_REQUEST' ) && REST_REQUEST );
		return $is_ours && ( $is_read || $is_heartbeat ) && is_user_logged_in();
	}

	/** Sends the response, if the server can continue without it. */
	private static function end_response(): bool {
		foreach ( array( 'fastcgi_finish_request', 'litespeed_finish_request' ) as $finish ) {
			if ( function_exists( $finish ) ) {
				// An open session would lock out the same person's next page.
				session_write_close();
				return (bool) $finish();
			}
		}
		return false;
	}
}
