<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Settings\Pin;

defined( 'ABSPATH' ) || exit;

/**
 * Only a person's consent sends. It is recorded in the request in which the person acts, carried by every
 * later event, and used up once the post is no longer public.
 */
final class Consents {
	public function __construct(
		private readonly Eligible $eligible,
		private readonly Approvals $approvals,
		private readonly Pin $pin,
	) {}

	/** @return array<string, mixed>|null The consent that events of the post carry now. */
	public function held( \WP_Post $post ): ?array {
		return $this->eligible->can_go_out( $post ) ? ConsentMeta::read( $post->ID ) : null;
	}

	/** A save that was captured, before it is recorded. */
	public function saved( \WP_Post $post, ?\WP_Post $before ): void {
		if ( ! $this->eligible->can_go_out( $post ) ) {
			$this->end( $post->ID );
			return;
		}
		$mode   = Act::of( $before, $post );
		$person = Person::current();
		// A copy of the site sends nothing, so nobody can consent there.
		if ( null === $mode || $this->pin->is_dry_run() ) {
			$this->carry( $post, $before, $person );
		} elseif ( $this->eligible->consents( $post, $before, $mode, $person ) ) {
			$this->record( $post, $mode );
		} elseif ( $person ) {
			$this->without_consent( $post, $mode, $person );
		} else {
			$this->moved_by_nobody( $post, $mode );
		}
	}

	/** A post that reconcile checks: unseen changes used up the consent. */
	public function found( \WP_Post $post ): void {
		$known   = ConsentMeta::date_of( $post->ID );
		$is_anew = '' !== $known && $known !== $post->post_date_gmt;
		if ( $is_anew || ! $this->eligible->can_go_out( $post ) ) {
			$this->end( $post->ID );
		}
	}

	/** A person explicitly sends. @return bool False if the post cannot be sent. */
	public function grant( \WP_Post $post ): bool {
		$mode = Act::for_status( $post->post_status );
		if ( null === $mode || ! $this->eligible->can_go_out( $post ) ) {
			return false;
		}
		$this->record( $post, $mode );
		return true;
	}

	/** Nothing of the post is sent until a person acts again. */
	public function end( int $post_id ): void {
		ConsentMeta::clear( $post_id );
		$this->approvals->end( $post_id );
	}

	private function record( \WP_Post $post, string $mode ): void {
		$consent = array(
			'id'   => wp_generate_uuid4(),
			'by'   => Person::named( wp_get_current_user() ),
			'at'   => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'mode' => $mode,
		);
		ConsentMeta::keep( $post, $consent );
		$this->approvals->end( $post->ID );
	}

	private function without_consent( \WP_Post $post, string $mode, \WP_User $person ): void {
		$this->end( $post->ID );
		if ( ! Person::may_send( $person ) && $this->eligible->is_recent( $post ) ) {
			$this->approvals->ask( $post, $mode, $person );
		}
	}

	/** A script moves a date with a consent: that consent is for the post's date. No other is. */
	private function moved_by_nobody( \WP_Post $post, string $mode ): void {
		$held = ConsentMeta::read( $post->ID );
		if ( Act::SCHEDULE === $mode && Act::PUBLISH === ( $held['mode'] ?? '' ) ) {
			$this->end( $post->ID );
		} else {
			$this->note_date( $post );
		}
	}

	/** A plain save keeps the consent, unless the post was moved or republished while the plugin was off. */
	private function carry( \WP_Post $post, ?\WP_Post $before, ?\WP_User $person ): void {
		$known   = ConsentMeta::date_of( $post->ID );
		$is_anew = null !== $person && null !== $before && $before->post_date_gmt !== $known;
		if ( '' !== $known && $is_anew ) {
			$this->end( $post->ID );
		} else {
			$this->note_date( $post );
		}
	}

	private function note_date( \WP_Post $post ): void {
		$consent = ConsentMeta::read( $post->ID );
		if ( null !== $consent && ConsentMeta::date_of( $post->ID ) !== $post->post_date_gmt ) {
			ConsentMeta::keep( $post, $consent );
		}
	}
}
