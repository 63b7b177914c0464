<?php
namespace OmedaNewsletterConnector\Preview;

use OmedaNewsletterConnector\Capture\FeaturedImage;
use OmedaNewsletterConnector\Capture\OwnWords;
use OmedaNewsletterConnector\Capture\PostFacts;
use OmedaNewsletterConnector\Capture\PostUid;
use OmedaNewsletterConnector\Consent\Person;

defined( 'ABSPATH' ) || exit;

/** A post as an editor has it on the screen, saved or not, in the form of an event. */
final class Draft {
	/** An editor's name for each field of a post. */
	private const FIELDS = array(
		'post_title'   => 'title',
		'post_excerpt' => 'excerpt',
		'post_content' => 'content',
	);

	/**
	 * @param array<string, mixed> $edits title, excerpt, content, subject, preheader, featuredMedia; others as saved.
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
		// Nothing is delivered, so nothing gets a permanent name.
		$facts['uid'] = PostUid::read( $post->ID ) ?? wp_generate_uuid4();
		// A new post has no status yet.
		$facts['status'] = 'auto-draft' === $post->post_status ? 'draft' : $facts['status'];
		return $facts + array( 'consent' => null );
	}

	/** Saving would remove what this person may not write. */
	private static function as_saved( string $text, string $saved ): string {
		return $text === $saved || current_user_can( 'unfiltered_html' ) ? $text : wp_kses_post( $text );
	}
}
