<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/**
 * The style sheets that themes and plugins load when a block is rendered: by `wp_enqueue_block_style()`, or
 * directly. A page prints them later; none of them stays in the page of this request.
 */
final class LoadedCss {
	/** These are read at their source. */
	private const KNOWN = array( 'global-styles', 'core-block-supports', 'core-block-supports-duotone', 'block-style-variation-styles', 'wp-block-custom-css' );

	/** @var string[] What the page itself had loaded before. */
	private array $queue = array();

	public function begin(): void {
		// WordPress does not report what is already loaded: so nothing may be.
		$this->queue         = wp_styles()->queue;
		wp_styles()->queue = array();
	}

	public function end(): string {
		$this->load_those_of_all_pages();
		$handles           = wp_styles()->queue;
		wp_styles()->queue = $this->queue;
		$css               = '';
		foreach ( array_diff( self::with_dependencies( $handles ), self::KNOWN, self::of_block_types() ) as $handle ) {
			$css .= self::in_its_media( $handle, BlockCss::of_handle( $handle ) );
		}
		return $css;
	}

	/** If WordPress loads the styles of all blocks on every page, it keeps the callback without the block's name. */
	private function load_those_of_all_pages(): void {
		foreach ( $GLOBALS['wp_filter']['enqueue_block_assets']->callbacks ?? array() as $callbacks ) {
			foreach ( $callbacks as $callback ) {
				if ( $callback['function'] instanceof \Closure && self::is_of_block_style( $callback['function'] ) ) {
					$callback['function']( '' );
				}
			}
		}
	}

	private static function is_of_block_style( \Closure $closure ): bool {
		$function = new \ReflectionFunction( $closure );
		$is_core  = str_ends_with( (string) $function->getFileName(), '/' . WPINC . '/script-loader.php' );
		return $is_core && isset( $function->getStaticVariables()['args']['handle'] );
	}

	/**
	 * @param string[] $handles
	 * @param string[] $seen    Those already included.
	 * @return string[] Each after its dependencies.
	 */
	private static function with_dependencies( array $handles, array $seen = array() ): array {
		foreach ( $handles as $handle ) {
			$style = wp_styles()->registered[ $handle ] ?? null;
			if ( ! $style || in_array( $handle, $seen, true ) ) {
				continue;
			}
			$seen[] = $handle;
			$needed = self::with_dependencies( (array) $style->deps, $seen );
			$seen   = array( ...array_diff( $needed, array( $handle ) ), $handle );
		}
		return $seen;
	}

	/** @return string[] Those that `BlockCss` reads by the blocks' names, and WordPress's own. */
	private static function of_block_types(): array {
		$handles = array();
		foreach ( \WP_Block_Type_Registry::get_instance()->get_all_registered() as $type ) {
			array_push( $handles, ...$type->style_handles );
		}
		$own = array_filter( array_keys( wp_styles()->registered ), static fn( $handle ) => str_starts_with( (string) wp_styles()->registered[ $handle ]->src, '/' . WPINC . '/' ) );
		return array( ...$handles, ...array_map( 'strval', $own ) );
	}

	private static function in_its_media( string $handle, string $css ): string {
		$media = (string) ( wp_styles()->registered[ $handle ]->args ?? 'all' );
		return '' === $css || in_array( $media, array( '', 'all', 'screen' ), true ) ? $css : "@media {$media}{{$css}}";
	}
}
