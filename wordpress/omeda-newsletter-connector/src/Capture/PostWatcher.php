<?php
namespace OmedaNewsletterConnector\Capture;

use OmedaNewsletterConnector\Consent\Consents;
use OmedaNewsletterConnector\Delivery\HandOff;
use OmedaNewsletterConnector\Log;
use OmedaNewsletterConnector\Outbox\Entry;
use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Settings\Pin;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Captures saves and deletions of any kind: editors, quick and bulk edit, cron, REST, imports, WP-CLI. */
final class PostWatcher {
	public const REFUSED = -1;

	/** @var array<string, int> Rows of this request by site and post: several saves are one event. */
	private array $rows = array();

	public function __construct(
		private readonly Settings $settings,
		private readonly Pin $pin,
		private readonly Consents $consents,
		private readonly Capture $capture,
		private readonly Outbox $outbox,
		private readonly HandOff $hand_off,
	) {}

	public function register(): void {
		add_action( 'wp_after_insert_post', array( $this, 'saved' ), 20, 4 );
		add_action( 'before_delete_post', array( $this, 'deleted' ), 20, 2 );
	}

	/**
	 * @param int           $post_id
	 * @param \WP_Post      $post
	 * @param bool          $update
	 * @param \WP_Post|null $before Its state before the save; none for a new post.
	 */
	public function saved( $post_id, $post, $update, $before ): void {
		$before = $before instanceof \WP_Post ? $before : null;
		// A post that becomes a page is reported once more: nothing of it is sent.
		$was_watched = $before && $this->is_watched( $before );
		if ( ! $post instanceof \WP_Post || ! ( $was_watched || $this->is_watched( $post ) ) ) {
			return;
		}
		// Only this constant marks an autosave of one's own draft: WordPress saves the post itself.
		if ( defined( 'DOING_AUTOSAVE' ) && DOING_AUTOSAVE ) {
			return;
		}
		$is_new_time = null !== $before && $before->post_date_gmt !== $post->post_date_gmt;
		$type        = EventType::of( $before->post_status ?? '', $post->post_status, $is_new_time );
		if ( null !== $type ) {
			$this->safely( $post, $type, fn() => $this->consents->saved( $post, $before ) );
		}
	}

	/**
	 * @param int      $post_id
	 * @param \WP_Post $post
	 */
	public function deleted( $post_id, $post ): void {
		if ( $post instanceof \WP_Post && $this->is_watched( $post ) && 'auto-draft' !== $post->post_status ) {
			$this->safely( $post, EventType::DELETED, fn() => $this->consents->end( $post->ID ) );
		}
	}

	/**
	 * No save fails because of the plugin: reconcile finds what went wrong here. Consent comes first,
	 * so that a process that dies in between has lost only the event.
	 *
	 * @param callable(): void $consent
	 */
	private function safely( \WP_Post $post, string $type, callable $consent ): void {
		try {
			$consent();
			$this->record( $post, $type );
		} catch ( \Throwable $error ) {
			Log::error( "Post {$post->ID} was not recorded", $error );
		}
	}

	/**
	 * Also captures what a save that died, or another clock, kept from the outbox.
	 *
	 * @return int Row id, 0 if nothing has changed, REFUSED if the database rejected it.
	 */
	public function record( \WP_Post $post, string $type ): int {
		$latest = $this->outbox->latest( $post->ID, $this->pin->is_dry_run() );
		if ( $latest && EventType::DELETED === $latest->type ) {
			// Its number is reused.
			$latest = null;
		}
		if ( EventType::DELETED === $type && ! $latest ) {
			return 0;
		}
		$entry = $this->capture->of( $post, $type, null !== $latest );
		if ( ! $entry || ( EventType::SAVED === $type && $latest && $latest->hash === $entry->hash ) ) {
			return 0;
		}
		return $this->write( $entry, $latest );
	}

	private function write( Entry $entry, ?object $latest ): int {
		$key = get_current_blog_id() . '/' . $entry->post_id;
		$id  = $this->rows[ $key ] ?? 0;
		if ( $id && $latest && (int) $latest->id === $id ) {
			$merged = $entry->with_type( EventType::merged( $latest->type, $entry->type ) );
			if ( $this->outbox->replace( $id, $merged ) ) {
				return $id;
			}
		}
		$state = $this->pin->is_dry_run() ? 'dry' : 'waiting';
		$id    = $this->outbox->add( $entry, $state );
		if ( 0 === $id ) {
			Log::error( "Post {$entry->post_id} was not recorded: the database rejected the write. Reconcile will find it" );
			return self::REFUSED;
		}
		$this->rows[ $key ] = $id;
		$this->hand_off->added( $id );
		return $id;
	}

	private function is_watched( \WP_Post $post ): bool {
		if ( $this->settings->is_on( 'disabled' ) || wp_is_post_revision( $post ) ) {
			return false;
		}
		if ( defined( 'WP_IMPORTING' ) && WP_IMPORTING && $this->settings->is_on( 'skip_imports' ) ) {
			return false;
		}
		return in_array( $post->post_type, $this->settings->post_types(), true ) && ! Statuses::is_rewrite( $post );
	}
}
