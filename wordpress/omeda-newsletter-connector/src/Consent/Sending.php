<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Capture\PostWatcher;
use OmedaNewsletterConnector\Delivery\Drain;
use OmedaNewsletterConnector\Delivery\Effort;

defined( 'ABSPATH' ) || exit;

/** A person says outright that a post goes out, or that it does not, and the gateway is told at once. */
final class Sending {
	/** Somebody waits for it: what does not go in this time goes by itself later. */
	private const SECONDS     = 5;
	private const TRY_SECONDS = 3;

	public function __construct(
		private readonly Consents $consents,
		private readonly PostWatcher $watcher,
		private readonly Drain $drain,
	) {}

	public function is_allowed( \WP_Post $post ): bool {
		return null !== $this->consents->held( $post );
	}

	/** @return bool False where the post cannot go out as it is. */
	public function allow( \WP_Post $post ): bool {
		if ( ! $this->consents->grant( $post ) ) {
			return false;
		}
		$this->hand_over( $post );
		return true;
	}

	public function undo( \WP_Post $post ): void {
		$this->consents->end( $post->ID );
		$this->hand_over( $post );
	}

	private function hand_over( \WP_Post $post ): void {
		$this->watcher->record( $post, EventType::SAVED );
		$this->drain->run( new Effort( self::SECONDS, self::TRY_SECONDS ) );
	}
}
