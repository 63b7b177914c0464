<?php
namespace OmedaNewsletterConnector\Capture;

defined( 'ABSPATH' ) || exit;

/** What an event tells of a post, raw: nothing is rendered in a save. */
final class PostFacts {
	private const TITLE_LIMIT = 1000;

	/** @return array<string, mixed> */
	public static function of( \WP_Post $post ): array {
		return array(
			'id'         => $post->ID,
			'uid'        => PostUid::read( $post->ID ),
			'type'       => $post->post_type,
			'status'     => $post->post_status,
			'slug'       => mb_substr( rawurldecode( $post->post_name ), 0, 200 ),
			'title'      => mb_substr( $post->post_title, 0, self::TITLE_LIMIT ),
			'excerpt'    => mb_substr( $post->post_excerpt, 0, 10000 ),
			'content'    => $post->post_content,
			'date'       => self::instant( $post->post_date_gmt ),
			'modified'   => self::instant( $post->post_modified_gmt ),
			'permalink'  => (string) get_permalink( $post ),
			'editUrl'    => admin_url( "post.php?post={$post->ID}&action=edit" ),
			'author'     => self::author( (int) $post->post_author ),
			'categories' => self::terms( $post, true ),
			'tags'       => self::terms( $post, false ),
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
	private static function author( int $id ): array {
		$user = get_userdata( $id );
		return array(
			'name'      => $user ? $user->display_name : '',
			'firstName' => $user ? (string) $user->first_name : '',
			'lastName'  => $user ? (string) $user->last_name : '',
		);
	}

	/**
	 * Names of the post's terms: those of trees are its categories, flat ones its tags.
	 *
	 * @return string[]
	 */
	private static function terms( \WP_Post $post, bool $is_tree ): array {
		$names = array();
		foreach ( get_object_taxonomies( $post, 'objects' ) as $taxonomy ) {
			if ( ! $taxonomy->public || $taxonomy->hierarchical !== $is_tree || 'post_format' === $taxonomy->name ) {
				continue;
			}
			$terms = get_the_terms( $post, $taxonomy->name );
			$names = array_merge( $names, is_array( $terms ) ? wp_list_pluck( $terms, 'name' ) : array() );
		}
		return array_slice( array_map( array( self::class, 'plain' ), array_values( $names ) ), 0, 100 );
	}

	private static function plain( string $text ): string {
		return wp_specialchars_decode( $text, ENT_QUOTES );
	}
}
