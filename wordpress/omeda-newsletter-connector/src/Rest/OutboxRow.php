<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Capture\PostFacts;

defined( 'ABSPATH' ) || exit;

/** A row of the outbox as people see it, without its content. */
final class OutboxRow {
	/** @return array<string, mixed> */
	public static function shown( object $row ): array {
		return array(
			'id'            => (int) $row->id,
			'type'          => $row->type,
			'state'         => $row->state,
			'attempts'      => (int) $row->attempts,
			'createdAt'     => PostFacts::instant( (string) $row->created_at ),
			'nextAttemptAt' => PostFacts::instant( (string) $row->next_attempt_at ),
			'lastStatus'    => null === $row->last_status ? null : (int) $row->last_status,
			'lastError'     => (string) $row->last_error,
		);
	}

	/** For the list of all posts: only titles of posts that the reader may edit. @return array<string, mixed> */
	public static function listed( object $row ): array {
		$post_id = (int) $row->post_id;
		$is_seen = current_user_can( 'edit_post', $post_id );
		return self::shown( $row ) + array(
			'postId'  => $post_id,
			'title'   => $is_seen ? get_the_title( $post_id ) : '',
			'editUrl' => $is_seen ? (string) get_edit_post_link( $post_id, 'raw' ) : '',
		);
	}
}
