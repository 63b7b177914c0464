<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** Where a newsletter stood when the gateway last told: lists and locks read this, never the network. */
final class StatusCache {
	public const META = '_omeda_connector_status';
	/** The status word alone, to sort and filter by. */
	public const WORD = '_omeda_connector_state';

	/** Deployment type that Omeda's deployment was made with. */
	public const LOCKED_TYPE = '_omeda_connector_locked_type';

	public function __construct(
		private readonly Attention $attention,
		private readonly DeploymentTypes $types,
	) {}

	/** @return array<string, mixed>|null */
	public static function of( int $post_id ): ?array {
		$known = get_post_meta( $post_id, self::META, true );
		return is_array( $known ) ? $known : null;
	}

	/** @param array<string, mixed> $status The gateway's status document. */
	public function put( int $post_id, array $status ): void {
		if ( ! get_post( $post_id ) ) {
			return;
		}
		$before = self::of( $post_id );
		$now    = self::brief( $status );
		if ( $before !== $now ) {
			update_post_meta( $post_id, self::META, wp_slash( $now ) );
			update_post_meta( $post_id, self::WORD, $now['status'] );
			$this->lock_type( $post_id );
		}
		if ( ( $before['status'] ?? '' ) !== $now['status'] ) {
			$this->attention->changed( $post_id, $now );
		}
	}

	/** Has Omeda a deployment of this post? Its type is fixed then. */
	public static function is_created( int $post_id ): bool {
		$known = self::of( $post_id );
		return null !== ( $known['trackId'] ?? null ) && 'cancelled' !== $known['status'];
	}

	/** From its creation to its end a deployment keeps its type, whatever becomes of the defaults. */
	private function lock_type( int $post_id ): void {
		if ( ! self::is_created( $post_id ) ) {
			delete_post_meta( $post_id, self::LOCKED_TYPE );
			return;
		}
		$post = get_post( $post_id );
		$id   = $post ? $this->types->id_for( $post ) : null;
		if ( null !== $id && ! get_post_meta( $post_id, self::LOCKED_TYPE, true ) ) {
			update_post_meta( $post_id, self::LOCKED_TYPE, $id );
		}
	}

	/**
	 * @param array<string, mixed> $status
	 * @return array<string, mixed>
	 */
	private static function brief( array $status ): array {
		return array(
			'deploymentId' => (string) ( $status['deploymentId'] ?? '' ),
			'status'       => sanitize_key( $status['status'] ?? '' ),
			'trackId'      => isset( $status['trackId'] ) ? (string) $status['trackId'] : null,
			'sendAt'       => $status['wanted']['sendAt'] ?? null,
			'step'         => $status['due']['step'] ?? null,
			'dueAt'        => $status['due']['at'] ?? null,
			'words'        => self::words( $status ),
		);
	}

	/** Why it stands still, in Omeda's or a person's words. @param array<string, mixed> $status */
	private static function words( array $status ): string {
		$words = $status['failed']['words'] ?? $status['held']['reason'] ?? $status['held']['words'] ?? '';
		return is_string( $words ) ? mb_substr( $words, 0, 500 ) : '';
	}
}
