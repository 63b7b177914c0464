<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** `GET /deployments`: every newsletter of this site, as the gateway lists them. */
final class DeploymentsRoute extends Route {
	/** Passed on as they are; the gateway checks them. */
	private const FILTERS = array( 'limit', 'after', 'status', 'text', 'held' );

	protected function path(): string {
		return '/deployments';
	}

	protected function method(): string {
		return 'GET';
	}

	protected function args(): array {
		return array_fill_keys( self::FILTERS, array( 'type' => 'string', 'maxLength' => 300 ) );
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( Capabilities::SEND );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$query = array();
		foreach ( self::FILTERS as $name ) {
			if ( null !== $request[ $name ] && '' !== $request[ $name ] ) {
				$query[ $name ] = (string) $request[ $name ];
			}
		}
		$answer = $this->parts->gateway()->get( 'v1/deployments', $query );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$rows = Field::objects( $answer, 'deployments' );
		// So that the list of posts shows the same.
		$this->parts->refresh()->keep( $rows );
		return array(
			'deployments' => array_map( array( self::class, 'with_links' ), $rows ),
			'next'        => Field::text_or_null( $answer, 'next' ),
		);
	}

	/**
	 * @param array<string, mixed> $row
	 * @return array<string, mixed>
	 */
	private static function with_links( array $row ): array {
		$post_id = absint( Field::text( $row, 'post', 'id' ) );
		$is_ours = $post_id > 0 && get_post( $post_id ) && current_user_can( 'edit_post', $post_id );
		return $row + array( 'editUrl' => $is_ours ? (string) get_edit_post_link( $post_id, 'raw' ) : null );
	}
}
