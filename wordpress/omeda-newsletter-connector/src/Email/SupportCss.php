<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/**
 * The CSS that WordPress makes while it renders blocks, for colors, gaps, and columns that an editor chose. A page
 * prints it at its end; a mail is rendered without a page, so it is taken from where WordPress keeps it.
 */
final class SupportCss {
	/** Where blocks leave what is printed later. */
	private const HOOKS = array( 'wp_head', 'wp_footer' );
	/** What blocks add to these, such as CSS that an editor wrote for one block. */
	private const HANDLES = array( 'block-style-variation-styles', 'wp-block-custom-css' );

	/** @var array<string, array<string, true>> Callbacks that existed before, by hook. */
	private array $before = array();
	/** @var array<string, string[]> The page's own, by handle. */
	private array $inline = array();
	/** @var array<string, \WP_Style_Engine_CSS_Rules_Store> The page's own, by name. */
	private array $stores = array();

	public function begin(): void {
		$this->stores = \WP_Style_Engine_CSS_Rules_Store::get_stores();
		\WP_Style_Engine_CSS_Rules_Store::remove_all_stores();
		foreach ( self::HOOKS as $hook ) {
			$this->before[ $hook ] = array_fill_keys( array_keys( self::closures( $hook ) ), true );
		}
		foreach ( self::HANDLES as $handle ) {
			$this->inline[ $handle ] = self::exchanged( $handle, array() );
		}
	}

	/** What was added since; none of it stays in the page of this request. */
	public function end(): string {
		$css = wp_style_engine_get_stylesheet_from_context( 'block-supports', array( 'prettify' => false ) );
		$this->give_back();
		$inline = '';
		foreach ( $this->inline as $handle => $before ) {
			$inline .= implode( '', self::exchanged( $handle, $before ) );
		}
		return $inline . $css . implode( '', array_map( array( $this, 'left_in' ), self::HOOKS ) );
	}

	private function give_back(): void {
		\WP_Style_Engine_CSS_Rules_Store::remove_all_stores();
		foreach ( $this->stores as $name => $rules ) {
			foreach ( $rules->get_all_rules() as $rule ) {
				\WP_Style_Engine_CSS_Rules_Store::get_store( $name )->add_rule( $rule->get_selector() )->add_declarations( $rule->get_declarations() );
			}
		}
	}

	private function left_in( string $hook ): string {
		$css = '';
		foreach ( array_diff_key( self::closures( $hook ), $this->before[ $hook ] ) as [ $closure, $priority ] ) {
			remove_action( $hook, $closure, $priority );
			ob_start();
			$closure();
			$printed = (string) ob_get_clean();
			$css    .= preg_match_all( '#<style\b[^>]*>(.*?)</style>#is', $printed, $found ) ? implode( '', $found[1] ) : '';
		}
		return $css;
	}

	/** @return array<string, array{\Closure, int}> */
	private static function closures( string $hook ): array {
		$closures = array();
		foreach ( $GLOBALS['wp_filter'][ $hook ]->callbacks ?? array() as $priority => $callbacks ) {
			foreach ( $callbacks as $id => $callback ) {
				if ( $callback['function'] instanceof \Closure ) {
					$closures[ "{$priority} {$id}" ] = array( $callback['function'], (int) $priority );
				}
			}
		}
		return $closures;
	}

	/**
	 * WordPress does not add what exists already: so nothing may exist.
	 *
	 * @param string[] $css The CSS of a handle from now on.
	 * @return string[] What was.
	 */
	private static function exchanged( string $handle, array $css ): array {
		$style = wp_styles()->registered[ $handle ] ?? null;
		if ( ! $style ) {
			return array();
		}
		$was                   = (array) ( $style->extra['after'] ?? array() );
		$style->extra['after'] = $css;
		return $was;
	}
}
