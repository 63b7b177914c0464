<?php
namespace OmedaNewsletterConnector\Email;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Renders a post as it was saved, even if it has changed or is gone since, as an anonymous visitor sees it. */
final class Renderer {
	private static bool $is_rendering = false;

	/** Whether WordPress renders content for a newsletter and not for a page. */
	public static function is_rendering(): bool {
		return self::$is_rendering;
	}

	/**
	 * @param array<string, mixed> $post Facts of the post, with its raw content.
	 * @param array<string, mixed> $type Its deployment type.
	 * @return array{html: string, styles: string, language: string, direction: string} As events carry them.
	 * @throws \RuntimeException If it would be an empty mail: a WordPress filter returns nothing when PHP gives up.
	 */
	public function mail( array $post, array $type ): array {
		$was   = self::$is_rendering;
		$level = ob_get_level();
		ob_start();
		try {
			self::$is_rendering = true;
			return PublicView::during( SavedPost::of( $post ), fn() => $this->rendered( $post, $type ) );
		} finally {
			self::$is_rendering = $was;
			while ( ob_get_level() > $level ) {
				ob_end_clean();
			}
		}
	}

	/**
	 * @param array<string, mixed> $post
	 * @param array<string, mixed> $type
	 * @return array{html: string, styles: string, language: string, direction: string}
	 */
	private function rendered( array $post, array $type ): array {
		/**
		 * Fires before a newsletter is rendered: nobody is logged in, and the query is that of the post's own page.
		 * Until it is rendered, `omeda_connector_is_email()` is true.
		 *
		 * @param array $post id, title, excerpt, content (raw), date, author, categories, tags …
		 * @param array $type The deployment type's fields.
		 */
		do_action( 'omeda_connector_rendering', $post, $type );
		$fragment = Fragment::of( $post, $type );
		$page     = Document::filtered( $fragment['html'], $post, $type );
		if ( null === $page && '' === $fragment['html'] && '' !== trim( strip_tags( $post['content'] ) ) ) {
			throw new \RuntimeException( Words::nothing_left() );
		}
		$mail = null === $page ? $fragment : array( 'html' => $page, 'styles' => '' );
		return $mail + array( 'language' => get_bloginfo( 'language' ), 'direction' => is_rtl() ? 'rtl' : 'ltr' );
	}
}
