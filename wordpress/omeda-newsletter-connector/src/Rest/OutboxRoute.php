<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** `GET /outbox`: what waits here, since when and why. */
final class OutboxRoute extends Route {
	protected function path(): string {
		return '/outbox';
	}

	protected function method(): string {
		return 'GET';
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( Capabilities::SEND );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$rows = $this->parts->ledger()->rows( array( 'waiting', 'parked', 'dry' ) );
		return array(
			'summary'   => $this->parts->ledger()->summary(),
			'obstacle'  => $this->parts->drain()->obstacle(),
			'openUntil' => $this->parts->breaker()->open_until(),
			'message'   => $this->parts->breaker()->stopped(),
			'rows'      => array_map( array( OutboxRow::class, 'listed' ), $rows ),
		);
	}
}
