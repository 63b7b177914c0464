<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Parts;

defined( 'ABSPATH' ) || exit;

/** One address: who may call it, and its response. */
abstract class Route {
	public function __construct( protected readonly Parts $parts ) {}

	/** Below the namespace, with its parameters as WordPress writes them. */
	abstract protected function path(): string;

	/** GET or POST. */
	abstract protected function method(): string;

	/** @return true|\WP_Error|bool */
	abstract public function may( \WP_REST_Request $request ): bool|\WP_Error;

	/** @return mixed Data, a response or an error. */
	abstract public function answer( \WP_REST_Request $request ): mixed;

	/** @return array<string, array<string, mixed>> Parameters with their checks. */
	protected function args(): array {
		return array();
	}

	public function register(): void {
		register_rest_route(
			Routes::NAMESPACE,
			$this->path(),
			array(
				'methods'             => $this->method(),
				'permission_callback' => array( $this, 'may' ),
				'callback'            => array( $this, 'answer_or_refuse' ),
				'args'                => $this->args(),
			)
		);
	}

	/** A failed write is reported in words, not as PHP's fatal error. */
	public function answer_or_refuse( \WP_REST_Request $request ): mixed {
		try {
			return $this->answer( $request );
		} catch ( \RuntimeException $error ) {
			return new \WP_Error( 'omeda_not_written', $error->getMessage(), array( 'status' => 503 ) );
		}
	}

	/** A parameter from the path. @return array<string, mixed> */
	protected static function id_arg(): array {
		return array(
			'type'     => 'integer',
			'minimum'  => 1,
			'required' => true,
		);
	}
}
