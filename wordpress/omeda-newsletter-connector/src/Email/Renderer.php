<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** Renders a post as it was saved, also when it has changed or gone since. */
final class Renderer {
	/**
	 * @param array<string, mixed> $post Facts of the post, with its raw content.
	 * @param array<string, mixed> $type Its deployment type.
	 * @throws \RuntimeException Where it would be an empty mail: a filter of WordPress gives nothing when PHP gives up.
	 */
	public function document( array $post, array $type ): string {
		$content  = MailMarkup::safe( $this->content( $post ) );
		$document = Document::of( $post['title'], (string) $post['excerpt'], $content );
		/**
		 * The whole document that Omeda gets. Return another one to use a template of your own.
		 *
		 * @param string $document The plugin's document.
		 * @param string $content  The rendered content in it.
		 * @param array  $post     id, title, excerpt, content (raw), date, author, categories, tags …
		 * @param array  $type     The deployment type's fields.
		 */
		$filtered = (string) apply_filters( 'omeda_connector_document', $document, $content, $post, $type );
		if ( $filtered === $document && '' === $content && '' !== trim( strip_tags( $post['content'] ) ) ) {
			throw new \RuntimeException( __( 'nothing of its content is left for a mail.', 'omeda-newsletter-connector' ) );
		}
		return $filtered;
	}

	/** @param array<string, mixed> $facts */
	private function content( array $facts ): string {
		$before = $GLOBALS['post'] ?? null;
		$post   = get_post( $facts['id'] );
		$post   = $post ? clone $post : new \WP_Post( (object) array( 'ID' => $facts['id'] ) );

		$post->post_content = $facts['content'];
		$post->post_title   = $facts['title'];
		$post->post_excerpt = $facts['excerpt'];
		$GLOBALS['post']    = $post;
		setup_postdata( $post );
		$level = ob_get_level();
		ob_start();
		try {
			/** This filter is documented in wp-includes/post-template.php */
			$html = (string) apply_filters( 'the_content', $facts['content'] );
		} finally {
			while ( ob_get_level() > $level ) {
				ob_end_clean();
			}
			$GLOBALS['post'] = $before;
			if ( $before instanceof \WP_Post ) {
				setup_postdata( $before );
			}
		}
		return $html;
	}
}
