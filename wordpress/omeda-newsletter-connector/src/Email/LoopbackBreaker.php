<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** After failing, the front end is not called for a minute, then for two, up to a quarter of an hour. */
final class LoopbackBreaker {
	private const OPTION          = 'omeda_connector_loopback';
	private const OPEN_SECONDS    = 60;
	private const LONGEST_SECONDS = 900;

	public function is_open(): bool {
		return $this->state()['open_until'] > time();
	}

	public function failed(): void {
		$failures = $this->state()['failures'];
		$seconds  = min( self::OPEN_SECONDS * 2 ** min( $failures, 8 ), self::LONGEST_SECONDS );
		$state    = array(
			'failures'   => $failures + 1,
			'open_until' => time() + $seconds,
		);
		update_option( self::OPTION, $state, true );
	}

	public function close(): void {
		if ( 0 !== $this->state()['failures'] ) {
			delete_option( self::OPTION );
		}
	}

	/** @return array{failures: int, open_until: int} */
	private function state(): array {
		$state = get_option( self::OPTION );
		return ( is_array( $state ) ? $state : array() ) + array( 'failures' => 0, 'open_until' => 0 );
	}
}
