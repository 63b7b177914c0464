<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** A post's content as on its page, and its CSS. The gateway makes a mail of both. */
final class Fragment {
	/**
	 * @param array<string, mixed> $post
	 * @param array<string, mixed> $type
	 * @return array{html: string, styles: string}
	 */
	public static function of( array $post, array $type ): array {
		$blocks   = new UsedBlocks();
		$supports = new SupportCss();
		$loaded   = new LoadedCss();
		$supports->begin();
		$loaded->begin();
		/** This filter is documented in wp-includes/post-template.php */
		$render = static fn() => trim( (string) apply_filters( 'the_content', $post['content'] ) );
		try {
			$html = $blocks->during( static fn() => BareImages::during( static fn() => ImageBytes::during( $render ) ) );
		} finally {
			// The page of this request is restored, even if a block fails.
			$rendered = array( $loaded->end(), $supports->end() );
		}
		$parts  = array( $rendered[0], GlobalCss::whole(), $rendered[1] );
		$styles = Styles::of( $blocks->names(), $html, $parts, $post, $type );
		$names  = new CountedNames();
		return array(
			'html'   => $names->in_html( $html ),
			'styles' => $names->in_css( $styles ),
		);
	}
}
