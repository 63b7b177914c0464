<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** A post as WordPress has it in memory, with the texts of the save that is rendered. */
final class SavedPost {
	/** @param array<string, mixed> $facts */
	public static function of( array $facts ): \WP_Post {
		$now  = get_post( $facts['id'] );
		$post = $now ? clone $now : new \WP_Post( (object) array( 'ID' => $facts['id'], 'post_type' => $facts['type'] ) );

		$post->post_content = $facts['content'];
		$post->post_title   = $facts['title'];
		$post->post_excerpt = $facts['excerpt'];
		return $post;
	}
}
