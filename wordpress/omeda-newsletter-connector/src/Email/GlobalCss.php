<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** What `theme.json` and those who edit the site say of its look: presets, elements, and all kinds of blocks. */
final class GlobalCss {
	private const NODES = 'wp_theme_json_get_style_nodes';
	/** A page gets the CSS of each block apart from the rest. WordPress leaves this filter behind in many a request. */
	private const WITHOUT_BLOCKS = 'wp_filter_out_block_nodes';

	/**
	 * A block with the page's own margins stands in a page that has them already: there, WordPress takes them off again.
	 * In a mail no such page is around it.
	 */
	private const WITHOUT_PAGE = '.has-global-padding{padding-right:0;padding-left:0}.has-global-padding>.alignfull{margin-right:0;margin-left:0}';

	public static function whole(): string {
		$priority = has_filter( self::NODES, self::WITHOUT_BLOCKS );
		if ( false !== $priority ) {
			remove_filter( self::NODES, self::WITHOUT_BLOCKS, $priority );
		}
		try {
			// With types named, WordPress takes none that it kept of a page.
			return wp_get_global_stylesheet( self::types() ) . self::WITHOUT_PAGE . self::additional();
		} finally {
			if ( false !== $priority ) {
				add_filter( self::NODES, self::WITHOUT_BLOCKS, $priority );
			}
		}
	}

	/** As WordPress chooses them where none are named. */
	private static function types(): array {
		$has_json = function_exists( 'wp_theme_has_theme_json' ) ? wp_theme_has_theme_json() : \WP_Theme_JSON_Resolver::theme_has_support();
		return $has_json || version_compare( get_bloginfo( 'version' ), '6.6', '>=' )
			? array( 'variables', 'styles', 'presets' )
			: array( 'variables', 'presets', 'base-layout-styles' );
	}

	/** “Additional CSS” of Customizer and site editor. */
	private static function additional(): string {
		$is_in_editor = version_compare( get_bloginfo( 'version' ), '6.2', '>=' );
		return "\n" . wp_get_custom_css() . ( $is_in_editor ? wp_get_global_stylesheet( array( 'custom-css' ) ) : '' );
	}
}
