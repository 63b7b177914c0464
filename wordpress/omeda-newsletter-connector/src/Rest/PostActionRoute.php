<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Delivery\Effort;
use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** `POST /posts/{id}/actions/{action}`: `send` takes `at` (now or an instant), `hold` a `reason`. */
final class PostActionRoute extends Route {
	/** Rows in the outbox are delivered first, so that the action meets the newest save. */
	private const DRAIN_SECONDS = 5;

	protected function path(): string {
		return '/posts/(?P<id>\d+)/actions/(?P<action>[a-z-]+)';
	}

	protected function method(): string {
		return 'POST';
	}

	protected function args(): array {
		return array(
			'id'     => self::id_arg(),
			'action' => array( 'type' => 'string', 'required' => true, 'enum' => Actions::names() ),
			'at'     => array( 'type' => 'string', 'maxLength' => 40 ),
			'reason' => array( 'type' => 'string', 'maxLength' => 500, 'sanitize_callback' => 'sanitize_text_field' ),
		);
	}

	public function may( \WP_REST_Request $request ): bool {
		return Actions::may( (string) $request['action'], (int) $request['id'] );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		if ( $this->parts->pin()->is_dry_run() ) {
			$words = Words::nothing_sent_from_here();
			return new \WP_Error( 'omeda_dry_run', $words, array( 'status' => 409 ) );
		}
		return 'send' === $request['action'] ? $this->send( $request ) : $this->act( $request );
	}

	/** A send time is consent to sending; if refused, it is undone. */
	private function send( \WP_REST_Request $request ): mixed {
		$post    = get_post( (int) $request['id'] );
		$is_anew = ! $this->parts->sending()->is_allowed( $post ) && $this->parts->sending()->allow( $post );
		$answer  = $this->act( $request );
		if ( $is_anew && is_wp_error( $answer ) ) {
			$this->parts->sending()->undo( $post );
		}
		return $answer;
	}

	private function act( \WP_REST_Request $request ): mixed {
		$post_id = (int) $request['id'];
		$this->parts->drain()->run( new Effort( self::DRAIN_SECONDS, self::DRAIN_SECONDS ) );
		$status = $this->parts->gateway()->status_of( $post_id );
		if ( is_wp_error( $status ) ) {
			return $status;
		}
		$path   = 'v1/deployments/' . rawurlencode( Field::text( $status, 'deploymentId' ) ) . '/' . $request['action'];
		$answer = $this->parts->gateway()->post( $path, self::body( $request ) );
		if ( ! is_wp_error( $answer ) ) {
			$this->parts->statuses()->put( $post_id, $answer );
		}
		return $answer;
	}

	/** @return array<string, string> Only what the action accepts: the gateway refuses anything else. */
	private static function body( \WP_REST_Request $request ): array {
		$takes = array(
			'send' => 'at',
			'hold' => 'reason',
		);
		$name  = $takes[ $request['action'] ] ?? '';
		$value = '' === $name ? '' : (string) $request[ $name ];
		return '' === $value ? array() : array( $name => $value );
	}
}
