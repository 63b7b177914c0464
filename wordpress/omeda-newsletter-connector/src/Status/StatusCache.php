<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Capture\PostUid;
use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** A newsletter's last known status at the gateway: lists and locks read this, never the network. */
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
		return is_array( $known ) && null !== PostUid::read( $post_id ) ? $known : null;
	}

	/** A copied post brings the status of its original. */
	public static function forget( int $post_id ): void {
		foreach ( array( self::META, self::WORD, self::LOCKED_TYPE ) as $key ) {
			delete_post_meta( $post_id, $key );
		}
	}

	/** The type Omeda's deployment was made with; 0 for none. */
	public static function locked_type( int $post_id ): int {
		return null === PostUid::read( $post_id ) ? 0 : (int) get_post_meta( $post_id, self::LOCKED_TYPE, true );
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

	/** Whether Omeda has a deployment of this post. Its type is fixed then. */
	public static function is_created( int $post_id ): bool {
		$known = self::of( $post_id );
		return null !== ( $known['trackId'] ?? null ) && 'cancelled' !== $known['status'];
	}

	/** A deployment keeps its type from creation to its end, even if the defaults change. */
	private function lock_type( int $post_id ): void {
		if ( ! self::is_created( $post_id ) ) {
			delete_post_meta( $post_id, self::LOCKED_TYPE );
			return;
		}
		$post = get_post( $post_id );
		$id   = $post ? $this->types->id_for( $post ) : null;
		if ( null !== $id && 0 === self::locked_type( $post_id ) ) {
			update_post_meta( $post_id, self::LOCKED_TYPE, $id );
		}
	}

	/**
	 * @param array<string, mixed> $status
	 * @return array<string, mixed>
	 */
	private static function brief( array $status ): array {
		return array(
			'deploymentId' => Field::text( $status, 'deploymentId' ),
			'status'       => sanitize_key( Field::text( $status, 'status' ) ),
			'trackId'      => Field::text_or_null( $status, 'trackId' ),
			'sendAt'       => Field::text_or_null( $status, 'wanted', 'sendAt' ),
			'step'         => Field::text_or_null( $status, 'due', 'step' ),
			'dueAt'        => Field::text_or_null( $status, 'due', 'at' ),
			'words'        => self::words( $status ),
		);
	}

	/** Why it is stopped, in Omeda's or a person's words, or what readers did. @param array<string, mixed> $status */
	private static function words( array $status ): string {
		if ( null !== Field::text_or_null( $status, 'achieved', 'sent', 'sentAt' ) ) {
			return Results::line( $status );
		}
		$words = Field::text_or_null( $status, 'failed', 'words' ) ?? Field::text( $status, 'held', 'reason' );
		return mb_substr( $words, 0, 500 );
	}
}
