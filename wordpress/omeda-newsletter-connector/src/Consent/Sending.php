<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Capture\PostWatcher;
use OmedaNewsletterConnector\Delivery\Drain;
use OmedaNewsletterConnector\Delivery\Effort;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** A person explicitly sends a post, or withdraws it, and the gateway is notified at once. */
final class Sending {
	/** The person is waiting: what is not delivered within this time is delivered later. */
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
	 * @return bool False if the post cannot be sent as it is.
	 * @throws \RuntimeException If the database rejected it; then the previous consent remains.
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

	/** @throws \RuntimeException If the database rejected it; a repeated request tries again. */
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
