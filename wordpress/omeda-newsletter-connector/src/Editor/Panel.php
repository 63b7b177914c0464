<?php
namespace OmedaNewsletterConnector\Editor;

use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** The block editor's panel. */
final class Panel {
	public static function register( Parts $parts ): void {
		add_action( 'enqueue_block_editor_assets', static fn() => self::enqueue( $parts ) );
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
}
