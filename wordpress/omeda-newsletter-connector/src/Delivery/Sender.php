<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** One attempt to deliver one event. */
final class Sender {
	/** In addition to the time that the gateway is asked to wait. */
	private const WAIT_MARGIN_SECONDS = 5;

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * @param object $row  With event_id, body and attempts.
	 * @param int    $wait Seconds to wait for the outcome; 0 for a response at once.
	 */
	public function send( object $row, float $timeout, int $wait ): Verdict {
		$headers = Signature::headers( $this->settings->text( 'secret' ), $row->event_id, $row->body, time() );
		if ( $wait > 0 ) {
			$headers['prefer'] = "wait={$wait}";
			$timeout           = $wait + self::WAIT_MARGIN_SECONDS;
		}
		$path = 'v1/sites/' . rawurlencode( $this->settings->text( 'site_id' ) ) . '/events';
		// Not wp_safe_remote_post: a gateway is usually in a private network, and an administrator named it.
		$response = wp_remote_post(
			$this->settings->url( $path ),
			array(
				'timeout'     => $timeout,
				'redirection' => 0,
				'headers'     => $headers + array( 'content-type' => 'application/json', 'traceparent' => self::traceparent( $row->event_id ) ),
				'body'        => $row->body,
				'user-agent'  => 'omeda-newsletter-connector/' . \OmedaNewsletterConnector\VERSION,
			)
		);
		return Verdict::of( $response, (int) $row->attempts );
	}

	/** W3C Trace Context: all attempts of one event share a trace. */
	private static function traceparent( string $event_id ): string {
		return '00-' . md5( $event_id ) . '-' . bin2hex( random_bytes( 8 ) ) . '-01';
	}
}
