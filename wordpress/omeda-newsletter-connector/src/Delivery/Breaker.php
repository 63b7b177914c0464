<?php
namespace OmedaNewsletterConnector\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * After three attempts without a response, delivery pauses for a minute, then for two, up to a quarter of an
 * hour. One attempt after that closes it, or opens it longer. Refused requests stop the line for an hour.
 */
final class Breaker {
	public const OPTION = 'omeda_connector_breaker';

	private const SILENCES        = 3;
	private const OPEN_SECONDS    = 60;
	private const LONGEST_SECONDS = 900;

	private const CLOSED = array(
		'silences'   => 0,
		'openings'   => 0,
		'open_until' => 0,
		'stopped'    => '',
	);

	public function is_open(): bool {
		return $this->state()['open_until'] > time();
	}

	/** Why delivery is stopped until an administrator fixes it; empty if nothing is wrong. */
	public function stopped(): string {
		return $this->state()['stopped'];
	}

	/** Unix time of the next attempt while it is open, otherwise 0. */
	public function open_until(): int {
		return $this->is_open() ? $this->state()['open_until'] : 0;
	}

	public function note( Verdict $verdict ): void {
		if ( Verdict::STOPPED === $verdict->outcome ) {
			$until = time() + HOUR_IN_SECONDS;
			$this->write( array( 'open_until' => $until, 'stopped' => $verdict->words ) + $this->state() );
		} elseif ( $verdict->is_silence ) {
			$this->silent();
		} else {
			$this->close();
		}
	}

	/** An administrator fixed it, or requests an attempt now. */
	public function close(): void {
		if ( self::CLOSED !== $this->state() ) {
			$this->write( self::CLOSED );
		}
	}

	private function silent(): void {
		$state     = $this->state();
		$silences  = $state['silences'] + 1;
		$is_second = $state['openings'] > 0;
		if ( $silences < self::SILENCES && ! $is_second ) {
			$this->write( array( 'silences' => $silences ) + $state );
			return;
		}
		$seconds = min( self::OPEN_SECONDS * 2 ** min( $state['openings'], 8 ), self::LONGEST_SECONDS );
		$this->write(
			array(
				'silences'   => $silences,
				'openings'   => $state['openings'] + 1,
				'open_until' => time() + $seconds,
			) + $state
		);
	}

	/** @return array{silences: int, openings: int, open_until: int, stopped: string} */
	private function state(): array {
		$state = get_option( self::OPTION, self::CLOSED );
		return array_merge( self::CLOSED, is_array( $state ) ? $state : array() );
	}

	/** @param array<string, mixed> $state */
	private function write( array $state ): void {
		update_option( self::OPTION, array_merge( self::CLOSED, $state ), true );
	}
}
