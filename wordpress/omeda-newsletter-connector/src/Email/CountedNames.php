<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/**
 * WordPress numbers some class names (`wp-container-7`) through a whole request. Renumbered, they do not
 * depend on the request that renders a post.
 */
final class CountedNames {
	/** Only those: `wp-block-button__width-25` and `is-style-section-1` have fixed numbers. */
	private const NAME = '/(?<![\w-])('
		. 'wp-(?:container(?:-[a-z-]+)?|elements|block-(?:gallery|navigation|archives|search__input|media-text__media))-'
		. '|is-style-[\w-]+--)(\d+)(?![\w-])/';

	/** @var array<string, string> By name, the new name in the mail. */
	private array $names = array();
	/** @var array<string, int> */
	private array $counts = array();

	/** Only names in tags: an editor's text stays. */
	public function in_html( string $html ): string {
		$in_tag = fn( array $tag ): string => $this->in_css( $tag[0] );
		return preg_replace_callback( '/<[a-z][^>]*>/i', $in_tag, $html ) ?? $html;
	}

	public function in_css( string $css ): string {
		return preg_replace_callback( self::NAME, array( $this, 'renamed' ), $css ) ?? $css;
	}

	/** @param string[] $found */
	private function renamed( array $found ): string {
		[ $name, $prefix ] = $found;
		if ( ! isset( $this->names[ $name ] ) ) {
			$this->counts[ $prefix ] = ( $this->counts[ $prefix ] ?? 0 ) + 1;
			$this->names[ $name ]    = $prefix . $this->counts[ $prefix ];
		}
		return $this->names[ $name ];
	}
}
