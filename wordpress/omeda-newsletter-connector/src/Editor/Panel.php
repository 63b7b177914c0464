<?php
namespace OmedaNewsletterConnector\Editor;

use OmedaNewsletterConnector\Capture\OwnWords;
use OmedaNewsletterConnector\Gateway\PublishDelay;
use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Types\DeploymentTypes;
use OmedaNewsletterConnector\Types\NewsletterTick;

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
		Assets::enqueue( 'editor-panel', self::settings( $parts ) );
	}

	/** @return array<string, mixed> What the scripts of both editors know about site and person. */
	public static function settings( Parts $parts ): array {
		return array(
			'postTypes'    => $parts->settings()->post_types(),
			'everyPost'    => array_values( (array) $parts->settings()->get( 'every_post' ) ),
			'maySend'      => current_user_can( Capabilities::SEND ),
			'dryRun'       => $parts->pin()->is_dry_run(),
			'metaKey'      => DeploymentTypes::META,
			'tickKey'      => NewsletterTick::META,
			'subjectKey'   => OwnWords::SUBJECT,
			'preheaderKey' => OwnWords::PREHEADER,
			'siteName'     => wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ),
			'siteTagline'  => wp_specialchars_decode( (string) get_option( 'blogdescription' ), ENT_QUOTES ),
			'delay'        => PublishDelay::minutes(),
			...PostNames::of( get_post() ),
		);
	}
}
