<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Capture\PostWatcher;
use OmedaNewsletterConnector\Delivery\Drain;
use OmedaNewsletterConnector\Delivery\Effort;
use OmedaNewsletterConnector\Words;

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

	/**
	 * @return bool False where the post cannot go out as it is.
	 * @throws \RuntimeException Where the database did not take it; then what held before holds.
	 */
	public function allow( \WP_Post $post ): bool {
		$held = ConsentMeta::read( $post->ID );
		if ( ! $this->consents->grant( $post ) ) {
			return false;
		}
		try {
			$this->hand_over( $post );
		} catch ( \RuntimeException $error ) {
			null === $held ? ConsentMeta::clear( $post->ID ) : ConsentMeta::keep( $post, $held );
			throw $error;
		}
		return true;
	}

	/** @throws \RuntimeException Where the database did not take it; asked again, it is tried again. */
	public function undo( \WP_Post $post ): void {
		$this->consents->end( $post->ID );
		$this->hand_over( $post );
	}

	private function hand_over( \WP_Post $post ): void {
		if ( PostWatcher::REFUSED === $this->watcher->record( $post, EventType::SAVED ) ) {
			throw new \RuntimeException( Words::database_rejected() );
		}
		$this->drain->run( new Effort( self::SECONDS, self::TRY_SECONDS ) );
	}
}
