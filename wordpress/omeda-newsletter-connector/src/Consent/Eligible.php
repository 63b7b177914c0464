<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Capture\Statuses;
use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** Whether a post can be sent at all, and whether a person's act on it means that it should be. */
final class Eligible {
	/** Moves of older posts are archive work, never news. */
	private const OLDEST_SECONDS = DAY_IN_SECONDS;

	public function __construct( private readonly DeploymentTypes $types ) {}

	/** Whether it is public or scheduled, open to everybody, and a newsletter. */
	public function can_go_out( \WP_Post $post ): bool {
		return null !== Act::for_status( $post->post_status )
			&& Statuses::is_watched( $post )
			&& null !== $this->types->snapshot_for( $post );
	}

	/** A draft has no date, and `wp_publish_post` does not set one. */
	public function is_recent( \WP_Post $post ): bool {
		return str_starts_with( $post->post_date_gmt, '0000' )
			|| strtotime( "{$post->post_date_gmt} UTC" ) >= time() - self::OLDEST_SECONDS;
	}

	/** Whether this act, by this person, means that the post is sent. */
	public function consents( \WP_Post $post, ?\WP_Post $before, string $mode, ?\WP_User $person ): bool {
		$consents = Person::may_send( $person ) && $this->is_recent( $post );
		$context  = array(
			'mode'          => $mode,
			'status_before' => $before->post_status ?? '',
			'person'        => $person,
		);
		/**
		 * Whether an act means that a post is sent as a newsletter.
		 *
		 * @param bool     $consents The plugin's own decision.
		 * @param \WP_Post $post     Its state after the act.
		 * @param array    $context  `mode` (publish or schedule), `status_before`, `person` (WP_User; null for
		 *                           cron, imports and scripts).
		 */
		return (bool) apply_filters( 'omeda_connector_consents', $consents, $post, $context );
	}
}
