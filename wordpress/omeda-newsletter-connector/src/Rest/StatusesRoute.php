<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Lists\StatusCell;

defined( 'ABSPATH' ) || exit;

/** `GET /statuses?posts=1,2`: the lines of the list's column, polled while the list is open. */
final class StatusesRoute extends Route {
	private const MOST = 200;

	protected function path(): string {
		return '/statuses';
	}

	protected function method(): string {
		return 'GET';
	}

	protected function args(): array {
		return array(
			'posts' => array(
				'type'     => 'array',
				'required' => true,
				'maxItems' => self::MOST,
				'items'    => array( 'type' => 'integer', 'minimum' => 1 ),
			),
		);
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( 'edit_posts' );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$this->parts->refresh()->run_now_and_then();
		$lines = array();
		foreach ( (array) $request['posts'] as $post_id ) {
			if ( current_user_can( 'edit_post', (int) $post_id ) ) {
				$lines[ (int) $post_id ] = StatusCell::lines( (int) $post_id );
			}
		}
		return array( 'lines' => (object) $lines );
	}
}
