<?php
namespace OmedaNewsletterConnector\Consent;

defined( 'ABSPATH' ) || exit;

/**
 * The consent of a post, in protected post meta. The number of the post is in it, because plugins that
 * duplicate posts copy all meta; so is its date, to notice what happened while the plugin was off.
 */
final class ConsentMeta {
	public const KEY = '_omeda_connector_consent';

	private const FIELDS = array( 'id', 'by', 'at', 'mode' );

	/** @return array{id: string, by: array{id: int, name: string}, at: string, mode: string}|null As events carry it. */
	public static function read( int $post_id ): ?array {
		$kept = self::kept( $post_id );
		return null === $kept ? null : array_intersect_key( $kept, array_flip( self::FIELDS ) );
	}

	/** The post's date at the last check; empty without a consent. */
	public static function date_of( int $post_id ): string {
		return (string) ( self::kept( $post_id )['date'] ?? '' );
	}

	/**
	 * An import brings the meta of another site's posts, maybe with the same numbers: nobody here consented.
	 *
	 * @param string|false $key
	 */
	public static function not_imported( $key ): string|false {
		return self::KEY === $key || Approvals::META === $key ? false : $key;
	}

	/** @param array<string, mixed> $consent */
	public static function keep( \WP_Post $post, array $consent ): void {
		$kept = $consent + array( 'post' => $post->ID, 'date' => $post->post_date_gmt );
		update_post_meta( $post->ID, self::KEY, wp_slash( $kept ) );
	}

	public static function clear( int $post_id ): void {
		if ( null !== self::kept( $post_id ) ) {
			delete_post_meta( $post_id, self::KEY );
		}
	}

	/** @return array<string, mixed>|null */
	private static function kept( int $post_id ): ?array {
		$kept = get_post_meta( $post_id, self::KEY, true );
		return is_array( $kept ) && (int) ( $kept['post'] ?? 0 ) === $post_id ? $kept : null;
	}
}
