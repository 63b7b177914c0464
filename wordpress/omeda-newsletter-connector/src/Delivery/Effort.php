<?php
namespace OmedaNewsletterConnector\Delivery;

defined( 'ABSPATH' ) || exit;

/** How long a drain may take, and whether it waits for one event's outcome. */
final class Effort {
	private readonly float $until;

	/**
	 * @param float $seconds         No new attempt after that.
	 * @param float $timeout_seconds Of each attempt.
	 * @param int   $awaited         Row to wait for the outcome of, 0 for none.
	 * @param int   $wait_seconds    The longest wait.
	 */
	public function __construct(
		float $seconds,
		private readonly float $timeout_seconds,
		private readonly int $awaited = 0,
		private readonly int $wait_seconds = 0,
	) {
		$this->until = microtime( true ) + $seconds;
	}

	public function is_over(): bool {
		return microtime( true ) >= $this->until;
	}

	public function timeout( int $id ): float {
		return $id === $this->awaited ? (float) $this->wait_seconds : $this->timeout_seconds;
	}

	public function wait( int $id ): int {
		return $id === $this->awaited ? $this->wait_seconds : 0;
	}
}
