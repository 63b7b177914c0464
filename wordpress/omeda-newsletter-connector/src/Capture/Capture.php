<?php
namespace OmedaNewsletterConnector\Capture;

use OmedaNewsletterConnector\Outbox\Entry;
use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** Makes an event of a post as it is now. */
final class Capture {
	public function __construct( private readonly DeploymentTypes $types ) {}

	/** @return Entry|null Nothing where the post is no newsletter and never was. */
	public function of( \WP_Post $post, string $type, bool $was_handed_over ): ?Entry {
		$deployment_type = $this->types->snapshot_for( $post );
		if ( null === $deployment_type && ! $was_handed_over ) {
			return null;
		}
		$facts    = PostFacts::of( $post );
		$snapshot = array(
			'occurredAt'     => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'actor'          => self::actor(),
			'site'           => PostFacts::site(),
			'post'           => $facts,
			'deploymentType' => $deployment_type,
		);
		$hash     = self::hash( $snapshot );
		return new Entry( $post->ID, $post->post_status, $type, $snapshot + self::adoption( $post->ID ), $hash );
	}

	/** What the older plugin left counts for the first delivery; after that what was adopted then. */
	private static function adoption( int $post_id ): array {
		$adopted = PostUid::adopt_track_id( $post_id );
		if ( '' !== $adopted ) {
			return array( 'adopt' => array( 'trackId' => $adopted ) );
		}
		$older = null === PostUid::read( $post_id ) ? PostUid::older_track_id( $post_id ) : '';
		return '' === $older ? array() : array( 'olderTrackId' => $older );
	}

	/** Of all that counts; who saved it when does not, nor what it is called. */
	private static function hash( array $snapshot ): string {
		unset( $snapshot['occurredAt'], $snapshot['actor'], $snapshot['post']['modified'], $snapshot['post']['uid'] );
		return hash( 'sha256', (string) wp_json_encode( $snapshot ) );
	}

	/** @return array{id: int, name: string} User 0 is WordPress's cron. */
	private static function actor(): array {
		$user = wp_get_current_user();
		return array(
			'id'   => (int) $user->ID,
			'name' => $user->exists() ? $user->display_name : 'WordPress',
		);
	}
}
