<?php
namespace OmedaNewsletterConnector\Editor;

use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** The block editor's panel. */
final class Panel {
	public static function register( Parts $parts ): void {
		add_action( 'enqueue_block_editor_assets', static fn() => self::enqueue( $parts ) );
		add_action( 'init', static fn() => self::open_meta( $parts ), 20 );
	}

	private static function enqueue( Parts $parts ): void {
		$screen = get_current_screen();
		if ( ! $screen || ! in_array( $screen->post_type, $parts->settings()->post_types(), true ) ) {
			return;
		}
		Assets::enqueue(
			'editor-panel',
			array(
				'postTypes' => $parts->settings()->post_types(),
				'metaKey'   => DeploymentTypes::META,
			)
		);
	}

	/** The block editor saves meta only of post types that say so. */
	private static function open_meta( Parts $parts ): void {
		foreach ( $parts->settings()->post_types() as $post_type ) {
			if ( post_type_exists( $post_type ) ) {
				add_post_type_support( $post_type, 'custom-fields' );
			}
		}
	}
}
