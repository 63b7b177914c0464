<?php
namespace OmedaNewsletterConnector\Capture;

use OmedaNewsletterConnector\Consent\Consents;
use OmedaNewsletterConnector\Consent\Person;
use OmedaNewsletterConnector\Outbox\Entry;
use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** Makes an event from a post's current state. */
final class Capture {
	public function __construct(
		private readonly DeploymentTypes $types,
		private readonly Consents $consents,
	) {}

	/** @return Entry|null Nothing if the post is not, and never was, a newsletter. */
	public function of( \WP_Post $post, string $type, bool $was_handed_over ): ?Entry {
		$deployment_type = $this->types->snapshot_for( $post );
		$is_newsletter   = null !== $deployment_type && Statuses::is_watched( $post );
		if ( ! $is_newsletter && ! $was_handed_over ) {
			return null;
		}
		$facts    = PostFacts::of( $post ) + array( 'consent' => $this->consents->held( $post ) );
		$snapshot = array(
			'occurredAt'     => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'actor'          => Person::named( wp_get_current_user() ),
			'site'           => PostFacts::site(),
			'post'           => $facts,
			'deploymentType' => $deployment_type,
		);
		$hash     = self::hash( $snapshot );
		return new Entry( $post->ID, $post->post_status, $type, $snapshot + self::adoption( $post->ID ), $hash );
	}

	/** The older plugin's data counts for the first delivery; after that, what was adopted then. */
	private static function adoption( int $post_id ): array {
		$adopted = PostUid::adopt_track_id( $post_id );
		if ( '' !== $adopted ) {
			return array( 'adopt' => array( 'trackId' => $adopted ) );
		}
		$older = null === PostUid::read( $post_id ) ? PostUid::older_track_id( $post_id ) : '';
		return '' === $older ? array() : array( 'olderTrackId' => $older );
	}

	/** Of everything that matters: not who saved it, or when, or its UUID. */
	private static function hash( array $snapshot ): string {
		unset( $snapshot['occurredAt'], $snapshot['actor'], $snapshot['post']['modified'], $snapshot['post']['uid'] );
		// Hashed only if set, as older rows do not have them: a plugin update is not a change of a post.
		foreach ( array( 'consent', 'subject', 'preheader', 'featuredImage' ) as $name ) {
			if ( null === $snapshot['post'][ $name ] ) {
				unset( $snapshot['post'][ $name ] );
			}
		}
		return hash( 'sha256', (string) wp_json_encode( $snapshot ) );
	}
}
