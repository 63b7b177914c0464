<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Delivery\Effort;
use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** `POST /outbox/replay`: parked events wait again (one by `id`, or all), and waiting ones are delivered now. */
final class ReplayRoute extends Route {
	private const SECONDS = 20;

	protected function path(): string {
		return '/outbox/replay';
	}

	protected function method(): string {
		return 'POST';
	}

	protected function args(): array {
		return array( 'id' => array( 'type' => 'integer', 'minimum' => 1 ) );
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( Capabilities::MANAGE );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$id       = null === $request['id'] ? null : (int) $request['id'];
		$replayed = $this->parts->ledger()->replay( $id );
		$this->parts->ledger()->hurry();
		$this->parts->breaker()->close();
		$delivered = $this->parts->drain()->run( new Effort( self::SECONDS, self::SECONDS / 2 ) );
		return array(
			'replayed'  => $replayed,
			'delivered' => $delivered,
			'summary'   => $this->parts->ledger()->summary(),
		);
	}
}
