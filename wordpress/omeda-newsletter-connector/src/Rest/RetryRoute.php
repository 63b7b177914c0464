<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** `POST /deployments/retry` with `ids`: each failed one continues from where it stopped. */
final class RetryRoute extends Route {
	private const MOST = 50;

	protected function path(): string {
		return '/deployments/retry';
	}

	protected function method(): string {
		return 'POST';
	}

	protected function args(): array {
		return array(
			'ids' => array(
				'type'     => 'array',
				'required' => true,
				'minItems' => 1,
				'maxItems' => self::MOST,
				'items'    => array( 'type' => 'string', 'pattern' => '^[0-9a-fA-F-]{36}$' ),
			),
		);
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( Capabilities::SEND );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$results = array();
		foreach ( (array) $request['ids'] as $id ) {
			$answer    = $this->parts->gateway()->post( 'v1/deployments/' . rawurlencode( $id ) . '/retry', array() );
			$is_error  = is_wp_error( $answer );
			$results[] = array(
				'id'      => $id,
				'done'    => ! $is_error,
				'message' => $is_error ? $answer->get_error_message() : '',
			);
			if ( $is_error && 'omeda_gateway_away' === $answer->get_error_code() ) {
				return $answer;
			}
		}
		return array( 'results' => $results );
	}
}
