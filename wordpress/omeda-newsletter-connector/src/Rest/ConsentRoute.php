<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** `POST /posts/{id}/consent` with `consents`: true sends a published or scheduled post, false withdraws it. */
final class ConsentRoute extends Route {
	protected function path(): string {
		return '/posts/(?P<id>\d+)/consent';
	}

	protected function method(): string {
		return 'POST';
	}

	protected function args(): array {
		return array(
			'id'       => self::id_arg(),
			'consents' => array( 'type' => 'boolean', 'required' => true ),
		);
	}

	public function may( \WP_REST_Request $request ): bool {
		return Actions::may( 'send', (int) $request['id'] );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$post = get_post( (int) $request['id'] );
		if ( $this->parts->pin()->is_dry_run() || $this->parts->settings()->is_on( 'disabled' ) ) {
			return self::refused( Words::not_sending() );
		}
		if ( ! $request['consents'] ) {
			$this->parts->sending()->undo( $post );
		} elseif ( ! $this->parts->sending()->allow( $post ) ) {
			return self::refused( Words::not_sendable() );
		}
		return array( 'consent' => $this->parts->consents()->held( $post ) );
	}

	private static function refused( string $words ): \WP_Error {
		return new \WP_Error( 'omeda_not_now', $words, array( 'status' => 409 ) );
	}
}
