<?php
namespace OmedaNewsletterConnector\Capture;

defined( 'ABSPATH' ) || exit;

/**
 * The UUID of a newsletter, in post meta from its first delivery on: a reused post number is another
 * newsletter. The number is stored beside it, because plugins that duplicate posts copy all meta.
 */
final class PostUid {
	public const META = '_omeda_connector_uid';
	/** TrackId of a deployment that the older plugin made, fixed at the first delivery. */
	public const ADOPT = '_omeda_connector_adopt';
	/** Left by the older plugin. */
	public const OLDER_TRACK_ID = '_omeda_track_id';

	/** Nothing before the first delivery, and for a copy. */
	public static function read( int $post_id ): ?string {
		[ $uid, $owner ] = explode( ' ', get_post_meta( $post_id, self::META, true ) . ' ' );
		return (int) $owner === $post_id ? $uid : null;
	}

	public static function keep( int $post_id, string $uid ): void {
		update_post_meta( $post_id, self::META, "{$uid} {$post_id}" );
	}

	/** WordPress has deleted the post's meta; waiting rows were delivered after that, and needed it. */
	public static function forget( int $post_id ): void {
		delete_post_meta( $post_id, self::META );
		delete_post_meta( $post_id, self::ADOPT );
	}

	public static function adopt_track_id( int $post_id ): string {
		return null === self::read( $post_id ) ? '' : (string) get_post_meta( $post_id, self::ADOPT, true );
	}

	public static function older_track_id( int $post_id ): string {
		return trim( (string) get_post_meta( $post_id, self::OLDER_TRACK_ID, true ) );
	}
}
