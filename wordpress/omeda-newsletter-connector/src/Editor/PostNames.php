<?php
namespace OmedaNewsletterConnector\Editor;

use OmedaNewsletterConnector\Capture\PostFacts;

defined( 'ABSPATH' ) || exit;

/** What the editors' scripts need to fill a format with the names of a post's author and terms. */
final class PostNames {
	/** @return array<string, mixed> */
	public static function of( ?\WP_Post $post ): array {
		$author = $post ? (int) $post->post_author : get_current_user_id();
		return array(
			'author'        => array( 'id' => $author ) + PostFacts::author( $author ),
			'taxonomies'    => $post ? self::taxonomies( $post ) : array(),
			'usualCategory' => $post && is_object_in_taxonomy( $post, 'category' ) ? self::usual_category() : '',
		);
	}

	/** @return array<int, array{name: string, restBase: string, isTree: bool}> */
	private static function taxonomies( \WP_Post $post ): array {
		$told = array_filter( get_object_taxonomies( $post, 'objects' ), array( PostFacts::class, 'is_told' ) );
		return array_map(
			static fn( $one ) => array(
				'name'     => $one->name,
				'restBase' => (string) ( $one->rest_base ?: $one->name ),
				'isTree'   => (bool) $one->hierarchical,
			),
			array_values( $told )
		);
	}

	private static function usual_category(): string {
		$term = get_term( (int) get_option( 'default_category' ), 'category' );
		return $term instanceof \WP_Term ? wp_specialchars_decode( $term->name, ENT_QUOTES ) : '';
	}
}
