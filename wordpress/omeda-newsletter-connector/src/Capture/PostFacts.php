<?php
namespace OmedaNewsletterConnector\Capture;

defined( 'ABSPATH' ) || exit;

/** An event's data about a post, raw: nothing is rendered in a save. */
final class PostFacts {
	/** The gateway's limits, in UTF-16 units as it counts. */
	private const TITLE_UNITS   = 1000;
	private const SLUG_UNITS    = 200;
	private const EXCERPT_UNITS = 10000;
	private const NAME_UNITS    = 1000;

	/** @return array<string, mixed> */
	public static function of( \WP_Post $post ): array {
		return array(
			'id'            => $post->ID,
			'uid'           => PostUid::read( $post->ID ),
			'type'          => $post->post_type,
			'status'        => Statuses::reported( $post ),
			'slug'          => self::cut( rawurldecode( $post->post_name ), self::SLUG_UNITS ),
			'title'         => self::cut( $post->post_title, self::TITLE_UNITS ),
			'excerpt'       => self::cut( $post->post_excerpt, self::EXCERPT_UNITS ),
			'content'       => $post->post_content,
			'date'          => self::instant( $post->post_date_gmt ),
			'modified'      => self::instant( $post->post_modified_gmt ),
			'subject'       => OwnWords::of( $post->ID, OwnWords::SUBJECT ),
			'preheader'     => OwnWords::of( $post->ID, OwnWords::PREHEADER ),
			'permalink'     => (string) get_permalink( $post ),
			'editUrl'       => admin_url( "post.php?post={$post->ID}&action=edit" ),
			'author'        => self::author( (int) $post->post_author ),
			'categories'    => self::terms( $post, true ),
			'tags'          => self::terms( $post, false ),
			'featuredImage' => FeaturedImage::of( $post ),
		);
	}

	/** @return array<string, string> */
	public static function site(): array {
		return array(
			'name'     => self::plain( (string) get_option( 'blogname' ) ),
			'tagline'  => self::plain( (string) get_option( 'blogdescription' ) ),
			'timeZone' => wp_timezone_string(),
		);
	}

	/** WordPress writes a draft's date as zeros. */
	public static function instant( string $gmt ): ?string {
		return str_starts_with( $gmt, '0000' ) || '' === $gmt ? null : str_replace( ' ', 'T', $gmt ) . 'Z';
	}

	/** @return array<string, string> */
	public static function author( int $id ): array {
		$user = get_userdata( $id );
		return array(
			'name'      => $user ? $user->display_name : '',
			'firstName' => $user ? (string) $user->first_name : '',
			'lastName'  => $user ? (string) $user->last_name : '',
		);
	}

	/**
	 * Names of the post's terms: hierarchical ones are its categories, flat ones its tags.
	 *
	 * @return string[]
	 */
	private static function terms( \WP_Post $post, bool $is_tree ): array {
		$names = array();
		foreach ( get_object_taxonomies( $post, 'objects' ) as $taxonomy ) {
			if ( ! self::is_told( $taxonomy ) || $taxonomy->hierarchical !== $is_tree ) {
				continue;
			}
			$terms = get_the_terms( $post, $taxonomy->name );
			$names = array_merge( $names, is_array( $terms ) ? wp_list_pluck( $terms, 'name' ) : array() );
		}
		return array_slice( array_map( array( self::class, 'plain' ), array_values( $names ) ), 0, 100 );
	}

	/** Whether a newsletter may name its terms. */
	public static function is_told( \WP_Taxonomy $taxonomy ): bool {
		return $taxonomy->public && 'post_format' !== $taxonomy->name;
	}

	private static function plain( string $text ): string {
		return self::cut( wp_specialchars_decode( $text, ENT_QUOTES ), self::NAME_UNITS );
	}

	/** Shortened to so many UTF-16 units: an emoji has two, and is never split. */
	public static function cut( string $text, int $units ): string {
		$text = mb_substr( $text, 0, $units );
		while ( self::units( $text ) > $units ) {
			$text = mb_substr( $text, 0, -1 );
		}
		return $text;
	}

	private static function units( string $text ): int {
		return mb_strlen( $text ) + (int) preg_match_all( '/[\x{10000}-\x{10FFFF}]/u', $text );
	}
}
