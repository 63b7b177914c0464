<?php
namespace OmedaNewsletterConnector\Capture;

defined( 'ABSPATH' ) || exit;

/**
 * The UUID of a newsletter, in post meta: a post number used again is another newsletter. The number
 * stands beside it, because plugins that duplicate posts copy all meta.
 */
final class PostUid {
	public const META = '_omeda_connector_uid';
	/** TrackId of a deployment the older plugin made, fixed when the post is first seen. */
	public const ADOPT = '_omeda_connector_adopt';
	/** Left by the older plugin. */
	public const OLDER_TRACK_ID = '_omeda_track_id';

	public static function of( int $post_id ): string {
		return self::read( $post_id ) ?? self::make( $post_id );
	}

	public static function adopt_track_id( int $post_id ): string {
		return (string) get_post_meta( $post_id, self::ADOPT, true );
	}

	private static function read( int $post_id ): ?string {
		[ $uid, $owner ] = explode( ' ', get_post_meta( $post_id, self::META, true ) . ' ' );
		return (int) $owner === $post_id ? $uid : null;
	}

	/** Two first saves at once must agree: the database's lock lets in one after the other. */
	private static function make( int $post_id ): string {
		global $wpdb;
		$lock = $wpdb->prefix . 'omeda_uid_' . $post_id;
		$wpdb->get_var( $wpdb->prepare( 'SELECT GET_LOCK(%s, 5)', $lock ) );
		wp_cache_delete( $post_id, 'post_meta' );
		$uid = self::read( $post_id );
		if ( null === $uid ) {
			$uid = wp_generate_uuid4();
			update_post_meta( $post_id, self::META, "{$uid} {$post_id}" );
			self::fix_adoption( $post_id );
		}
		$wpdb->get_var( $wpdb->prepare( 'SELECT RELEASE_LOCK(%s)', $lock ) );
		return $uid;
	}

	/** A copied post carries the TrackId of its original: only the original adopts. */
	private static function fix_adoption( int $post_id ): void {
		global $wpdb;
		delete_post_meta( $post_id, self::ADOPT );
		delete_post_meta( $post_id, \OmedaNewsletterConnector\Status\StatusCache::META );
		$track_id = trim( (string) get_post_meta( $post_id, self::OLDER_TRACK_ID, true ) );
		if ( '' === $track_id ) {
			return;
		}
		$original = (int) $wpdb->get_var(
			$wpdb->prepare(
				"SELECT MIN(post_id) FROM {$wpdb->postmeta} WHERE meta_key = %s AND meta_value = %s",
				self::OLDER_TRACK_ID,
				$track_id
			)
		);
		if ( $original === $post_id ) {
			add_post_meta( $post_id, self::ADOPT, wp_slash( $track_id ), true );
		}
	}
}
