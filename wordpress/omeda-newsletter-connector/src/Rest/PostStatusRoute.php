<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Capture\Statuses;
use OmedaNewsletterConnector\Consent\Act;
use OmedaNewsletterConnector\Consent\Approvals;
use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Status\StatusCache;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/**
 * `GET /posts/{id}/status`: everything that the panel and the meta box show.
 *
 * `gateway`: `ok`, `away` (then `known` is the last known status), `none` (it knows no newsletter of this
 * post), `incomplete`, `refused`. `message`: why, in words, or null. `status`: the gateway's document or
 * null. `history`: newest first. `post`: whether it should be sent, and whether that awaits approval. `outbox`: its
 * waiting rows here. `actions`: what this person may request.
 */
final class PostStatusRoute extends Route {
	private const HISTORY = 20;

	protected function path(): string {
		return '/posts/(?P<id>\d+)/status';
	}

	protected function method(): string {
		return 'GET';
	}

	protected function args(): array {
		return array( 'id' => self::id_arg() );
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( 'edit_post', (int) $request['id'] );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$post = get_post( (int) $request['id'] );
		if ( ! $post ) {
			return new \WP_Error( 'omeda_no_post', Words::no_post(), array( 'status' => 404 ) );
		}
		return array(
			'now'     => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'type'    => $this->type_of( $post ),
			'post'    => $this->consent_of( $post ),
			'known'   => StatusCache::of( $post->ID ),
			'outbox'  => array_map( array( OutboxRow::class, 'shown' ), $this->parts->ledger()->open_of( $post->ID ) ),
			'dryRun'  => $this->parts->pin()->is_dry_run(),
			'actions' => Actions::allowed( $post->ID ),
		) + $this->at_gateway( $post->ID );
	}

	/** @return array<string, mixed> */
	private function consent_of( \WP_Post $post ): array {
		$is_public = null !== Act::for_status( $post->post_status ) && Statuses::is_watched( $post );
		return array(
			'isPublic' => $is_public,
			'consent'  => $this->parts->consents()->held( $post ),
			'approval' => $is_public ? Approvals::of( $post->ID ) : null,
		);
	}

	/** @return array<string, mixed> */
	private function type_of( \WP_Post $post ): array {
		$types = $this->parts->types();
		$id    = $types->id_for( $post );
		return array(
			'id'       => $id,
			'name'     => null === $id ? null : $types->all()[ $id ]['name'],
			'isOn'     => null !== $id && $types->all()[ $id ]['isOn'],
			// Those to whom Omeda sends tests, and nobody else.
			'testers'  => null === $id ? array() : wp_list_pluck( $types->all()[ $id ]['testers'], 'email' ),
			'isLocked' => StatusCache::is_created( $post->ID ),
		);
	}

	/** @return array<string, mixed> */
	private function at_gateway( int $post_id ): array {
		$status = $this->parts->gateway()->status_of( $post_id );
		if ( is_wp_error( $status ) ) {
			return self::without_status( $status );
		}
		$this->parts->statuses()->put( $post_id, $status );
		$path    = 'v1/deployments/' . rawurlencode( Field::text( $status, 'deploymentId' ) ) . '/events';
		$history = $this->parts->gateway()->look( $path, self::newest_query() );
		return array(
			'gateway' => 'ok',
			'message' => null,
			'status'  => $status,
			'history' => is_wp_error( $history ) ? array() : self::brief( $history ),
		);
	}

	/** @return array<string, mixed> */
	private static function without_status( \WP_Error $error ): array {
		$states = array(
			'omeda_not_found'    => 'none',
			'omeda_incomplete'   => 'incomplete',
			'omeda_gateway_away' => 'away',
		);
		$state  = $states[ $error->get_error_code() ] ?? 'refused';
		return array(
			'gateway' => $state,
			'message' => 'none' === $state ? null : $error->get_error_message(),
			'status'  => null,
			'history' => array(),
		);
	}

	/** @return array<string, mixed> */
	private static function newest_query(): array {
		return array(
			'order'    => 'desc',
			'limit'    => self::HISTORY,
			'timeZone' => wp_timezone_string(),
		);
	}

	/**
	 * @param array<string, mixed> $history
	 * @return array<int, array{at: string, sentence: string, actor: string}>
	 */
	private static function brief( array $history ): array {
		$brief = static fn( array $event ) => array(
			'at'       => Field::text( $event, 'at' ),
			'sentence' => Field::text( $event, 'sentence' ),
			'actor'    => Field::text( $event, 'actor', 'name' ),
		);
		return array_map( $brief, Field::objects( $history, 'events' ) );
	}
}
