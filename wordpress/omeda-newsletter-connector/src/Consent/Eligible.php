<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Capture\Statuses;
use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** Whether a post can go out at all, and whether what somebody does to it says that it should. */
final class Eligible {
	/** Older posts are an archive that somebody moves, never news. */
	private const OLDEST_SECONDS = DAY_IN_SECONDS;

	public function __construct( private readonly DeploymentTypes $types ) {}

	/** Is it public or set to be, open to everybody, and a newsletter? */
	public function can_go_out( \WP_Post $post ): bool {
		return null !== Act::for_status( $post->post_status )
			&& Statuses::is_watched( $post )
			&& null !== $this->types->snapshot_for( $post );
	}

	/** A draft has no date, and `wp_publish_post` gives it none. */
	public function is_recent( \WP_Post $post ): bool {
		return str_starts_with( $post->post_date_gmt, '0000' )
			|| strtotime( "{$post->post_date_gmt} UTC" ) >= time() - self::OLDEST_SECONDS;
	}

	/** Does this act, by this person, say that the post goes out? */
	public function consents( \WP_Post $post, ?\WP_Post $before, string $mode, ?\WP_User $person ): bool {
		$consents = Person::may_send( $person ) && $this->is_recent( $post );
		$context  = array(
			'mode'          => $mode,
			'status_before' => $before->post_status ?? '',
			'person'        => $person,
		);
		/**
		 * Whether an act says that a post goes out as a newsletter.
		 *
		 * @param bool     $consents What the plugin would say.
		 * @param \WP_Post $post     As it is after the act.
		 * @param array    $context  `mode` (publish or schedule), `status_before`, `person` (WP_User; null for
		 *                           cron, imports and scripts).
		 */
		return (bool) apply_filters( 'omeda_connector_consents', $consents, $post, $context );
	}
}
