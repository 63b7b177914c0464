<?php
namespace OmedaNewsletterConnector\Email;

use OmedaNewsletterConnector\Log;

defined( 'ABSPATH' ) || exit;

/** The CSS that makes a post's blocks look as on the site: sent along, so that the mail can look the same. */
final class Styles {
	/** The gateway's limit. */
	private const LONGEST = 500000;

	/**
	 * @param string[]             $blocks   Names of the blocks in it.
	 * @param string               $html     The rendered content.
	 * @param string[]             $rendered CSS of rendering and of the site, which is stronger than that of blocks.
	 * @param array<string, mixed> $post
	 * @param array<string, mixed> $type
	 */
	public static function of( array $blocks, string $html, array $rendered, array $post, array $type ): string {
		$parts = array( BlockCss::common() );
		foreach ( $blocks as $name ) {
			$parts[] = BlockCss::of( $name );
			$parts[] = BlockCss::of_chosen_style( $name, $html );
		}
		$styles = self::joined( array( ...$parts, ...$rendered ) );
		/**
		 * The CSS that is sent with a newsletter, such as a theme's own style for mails. It is applied to the content, and
		 * what no mail program understands is removed.
		 *
		 * @param string   $styles Of the site's presets and of the blocks used.
		 * @param string[] $blocks Names of the blocks in the content.
		 * @param array    $post   id, title, excerpt, content (raw), date, author, categories, tags …
		 * @param array    $type   The deployment type's fields.
		 */
		$filtered = (string) apply_filters( 'omeda_connector_styles', $styles, $blocks, $post, $type );
		if ( strlen( $filtered ) > self::LONGEST ) {
			Log::note( "The styles of post {$post['id']} are too long: what omeda_connector_styles added is left out" );
			return $styles;
		}
		return $filtered;
	}

	/** @param string[] $parts What exceeds the limit is left out. */
	private static function joined( array $parts ): string {
		$styles = '';
		foreach ( $parts as $part ) {
			$part    = trim( $part );
			$styles .= '' === $part || strlen( $styles ) + strlen( $part ) >= self::LONGEST ? '' : "{$part}\n";
		}
		return $styles;
	}
}
