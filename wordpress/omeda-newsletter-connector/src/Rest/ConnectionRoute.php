<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** `POST /connection/test`: tests address, key, secret, and clock; `confirm` ends a dry run here. */
final class ConnectionRoute extends Route {
	protected function path(): string {
		return '/connection/test';
	}

	protected function method(): string {
		return 'POST';
	}

	protected function args(): array {
		return array( 'confirm' => array( 'type' => 'boolean', 'default' => false ) );
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( Capabilities::MANAGE );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$checks = $this->parts->connection()->test();
		$is_ok  = array() === array_filter( $checks, static fn( $check ) => ! $check['ok'] );
		if ( $is_ok ) {
			$this->parts->breaker()->close();
		}
		if ( $is_ok && ( $request['confirm'] || ! $this->parts->pin()->is_set() ) ) {
			$this->parts->reconciler()->confirm();
		}
		return array(
			'ok'     => $is_ok,
			'checks' => $checks,
			'dryRun' => $this->parts->pin()->is_dry_run(),
		);
	}
}
