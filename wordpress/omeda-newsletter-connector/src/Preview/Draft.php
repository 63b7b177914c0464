<?php
namespace OmedaNewsletterConnector\Preview;

use OmedaNewsletterConnector\Capture\FeaturedImage;
use OmedaNewsletterConnector\Capture\OwnWords;
use OmedaNewsletterConnector\Capture\PostFacts;
use OmedaNewsletterConnector\Capture\PostUid;
use OmedaNewsletterConnector\Consent\Person;

defined( 'ABSPATH' ) || exit;

/** A post as an editor has it on the screen, saved or not, told as an event would tell it. */
final class Draft {
	/** By field of a post, what an editor calls it. */
	private const FIELDS = array(
		'post_title'   => 'title',
		'post_excerpt' => 'excerpt',
		'post_content' => 'content',
	);

	/**
	 * @param array<string, mixed> $edits title, excerpt, content, subject, preheader, featuredMedia; what is not there is as saved.
	 * @param array<string, mixed> $type  Its deployment type.
	 * @return array<string, mixed>
	 */
	public static function snapshot( \WP_Post $post, array $edits, array $type ): array {
		$edited = clone $post;
		foreach ( self::FIELDS as $field => $name ) {
			$edited->$field = isset( $edits[ $name ] ) ? self::as_saved( (string) $edits[ $name ], $post->$field ) : $post->$field;
		}
		return array(
			'occurredAt'     => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'actor'          => Person::named( wp_get_current_user() ),
			'site'           => PostFacts::site(),
			'post'           => self::facts( $edited, $edits ),
			'deploymentType' => $type,
		);
	}

	/**
	 * @param array<string, mixed> $edits
	 * @return array<string, mixed>
	 */
	private static function facts( \WP_Post $post, array $edits ): array {
		$facts = PostFacts::of( $post );
		foreach ( array( 'subject', 'preheader' ) as $name ) {
			$text           = OwnWords::clean( $edits[ $name ] ?? $facts[ $name ] );
			$facts[ $name ] = '' === $text ? null : $text;
		}
		if ( isset( $edits['featuredMedia'] ) ) {
			$facts['featuredImage'] = FeaturedImage::at( (int) $edits['featuredMedia'] );
		}
		// Nothing is delivered, and so nothing is named for good.
		$facts['uid'] = PostUid::read( $post->ID ) ?? wp_generate_uuid4();
		// A new post has no status of its own yet.
		$facts['status'] = 'auto-draft' === $post->post_status ? 'draft' : $facts['status'];
		return $facts + array( 'consent' => null );
	}

	/** Saving would take out what this person may not write. */
	private static function as_saved( string $text, string $saved ): string {
		return $text === $saved || current_user_can( 'unfiltered_html' ) ? $text : wp_kses_post( $text );
	}
}
