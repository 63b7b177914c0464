<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** The style sheets of WordPress and plugins for kinds of blocks, whether this request loaded them or not. */
final class BlockCss {
	/** Shared by all blocks: alignment, preset sizes. */
	public static function common(): string {
		return self::read( self::includes( 'css/dist/block-library/common' ) );
	}

	/** @param string $name Such as `core/columns`. */
	public static function of( string $name ): string {
		if ( str_starts_with( $name, 'core/' ) ) {
			$folder = 'blocks/' . substr( $name, strlen( 'core/' ) );
			$theme  = current_theme_supports( 'wp-block-styles' ) ? self::read( self::includes( "{$folder}/theme" ) ) : '';
			return self::read( self::includes( "{$folder}/style" ) ) . $theme;
		}
		$type = \WP_Block_Type_Registry::get_instance()->get_registered( $name );
		return implode( '', array_map( array( self::class, 'of_handle' ), $type ? array_unique( $type->style_handles ) : array() ) );
	}

	/** Styles that themes and plugins offer for blocks by a class, if it is used. */
	public static function of_chosen_style( string $name, string $html ): string {
		$css = '';
		foreach ( \WP_Block_Styles_Registry::get_instance()->get_registered_styles_for_block( $name ) as $style ) {
			if ( str_contains( $html, "is-style-{$style['name']}" ) ) {
				$css .= ( $style['inline_style'] ?? '' ) . self::of_handle( (string) ( $style['style_handle'] ?? '' ) );
			}
		}
		return $css;
	}

	/** For a style sheet that WordPress knows by name. */
	public static function of_handle( string $handle ): string {
		$style = wp_styles()->registered[ $handle ] ?? null;
		if ( ! $style ) {
			return '';
		}
		$path = (string) ( $style->extra['path'] ?? self::path_of( (string) $style->src ) );
		return self::read( $path ) . implode( '', (array) ( $style->extra['after'] ?? array() ) );
	}

	/** This site's file at an address; empty if it is elsewhere. */
	private static function path_of( string $url ): string {
		$url    = strtok( $url, '?#' ) ?: '';
		$places = array( content_url( '/' ) => WP_CONTENT_DIR . '/', site_url( '/' ) => ABSPATH );
		foreach ( $places as $base => $folder ) {
			if ( str_starts_with( $url, $base ) ) {
				return $folder . substr( $url, strlen( $base ) );
			}
		}
		return '';
	}

	private static function includes( string $name ): string {
		return ABSPATH . WPINC . "/{$name}" . ( is_rtl() ? '-rtl' : '' ) . '.min.css';
	}

	private static function read( string $path ): string {
		$is_css = str_ends_with( $path, '.css' ) && 0 === validate_file( $path ) && is_readable( $path );
		return $is_css ? (string) file_get_contents( $path ) : '';
	}
}
