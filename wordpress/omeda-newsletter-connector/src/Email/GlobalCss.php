<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** The look that `theme.json` and the site's editors define: presets, elements, and all kinds of blocks. */
final class GlobalCss {
	private const NODES = 'wp_theme_json_get_style_nodes';
	/** A page gets the CSS of each block separately. WordPress leaves this filter active in many requests. */
	private const WITHOUT_BLOCKS = 'wp_filter_out_block_nodes';

	/**
	 * A block with the page's own margins expects a page that has them: there, WordPress removes them again.
	 * In a mail no such page surrounds it.
	 */
	private const WITHOUT_PAGE = '.has-global-padding{padding-right:0;padding-left:0}.has-global-padding>.alignfull{margin-right:0;margin-left:0}';

	public static function whole(): string {
		$priority = has_filter( self::NODES, self::WITHOUT_BLOCKS );
		if ( false !== $priority ) {
			remove_filter( self::NODES, self::WITHOUT_BLOCKS, $priority );
		}
		try {
			// If types are named, WordPress does not use a page's cached CSS.
			return wp_get_global_stylesheet( self::types() ) . self::WITHOUT_PAGE . self::additional();
		} finally {
			if ( false !== $priority ) {
				add_filter( self::NODES, self::WITHOUT_BLOCKS, $priority );
			}
		}
	}

	/** As WordPress chooses them if none are named. */
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
