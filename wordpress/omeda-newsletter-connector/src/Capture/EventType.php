<?php
namespace OmedaNewsletterConnector\Capture;

defined( 'ABSPATH' ) || exit;

/** The event for a change of a post's status. */
final class EventType {
	public const SAVED       = 'post.saved';
	public const PUBLISHED   = 'post.published';
	public const SCHEDULED   = 'post.scheduled';
	public const UNPUBLISHED = 'post.unpublished';
	public const TRASHED     = 'post.trashed';
	public const RESTORED    = 'post.restored';
	public const DELETED     = 'post.deleted';

	/** Never a newsletter's own status: an empty editor, a revision. */
	private const NONE = array( 'auto-draft', 'inherit' );

	/**
	 * @param string $before Status before the save; empty for a new post.
	 * @param bool   $is_new_time Whether its date changed, too.
	 */
	public static function of( string $before, string $after, bool $is_new_time ): ?string {
		if ( in_array( $after, self::NONE, true ) ) {
			return null;
		}
		if ( 'trash' === $after ) {
			return 'trash' === $before ? null : self::TRASHED;
		}
		if ( 'trash' === $before ) {
			return self::RESTORED;
		}
		return match ( $after ) {
			'publish' => 'publish' === $before ? self::SAVED : self::PUBLISHED,
			'future'  => 'future' === $before && ! $is_new_time ? self::SAVED : self::SCHEDULED,
			default   => in_array( $before, array( 'publish', 'future' ), true ) ? self::UNPUBLISHED : self::SAVED,
		};
	}

	/** For two events of one request: a plain save does not hide an earlier event. */
	public static function merged( string $first, string $second ): string {
		return self::SAVED === $second ? $first : $second;
	}
}
