<?php
namespace OmedaNewsletterConnector\Outbox;

defined( 'ABSPATH' ) || exit;

/**
 * The rows to be delivered, in the site's own database: a save only inserts here. Its id is the
 * sequence. The newest row of a post stays, as the memory of what was delivered last.
 */
final class Outbox {
	/** Longer than any attempt may take: then a row whose process died is free again. */
	private const LOCK_SECONDS = 120;

	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . 'omeda_outbox';
	}

	/**
	 * One INSERT, and the only thing a save waits for. JSON escapes everything but ASCII, so WordPress does
	 * not query the table's character set first.
	 *
	 * @param int|null $id A sequence to use instead of the next one.
	 * @return int The row's id, 0 if the database refused it.
	 */
	public function add( Entry $entry, string $state, ?int $id = null ): int {
		global $wpdb;
		$table = self::table();
		// WordPress would log the whole query, and so the post.
		$was_quiet = $wpdb->suppress_errors();
		$done      = $wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$table} (id, event_id, post_id, post_status, type, hash, snapshot, state, created_at)
				VALUES (%d, %s, %d, %s, %s, %s, %s, %s, UTC_TIMESTAMP())",
				// 0 takes the next number.
				$id ?? 0,
				wp_generate_uuid4(),
				$entry->post_id,
				$entry->post_status,
				$entry->type,
				$entry->hash,
				$entry->json(),
				$state
			)
		);
		$wpdb->suppress_errors( $was_quiet );
		return $done ? (int) $wpdb->insert_id : 0;
	}

	/**
	 * Several saves of one request are one event: the row takes the newest, unless it is in progress.
	 *
	 * @param string $token Of the process that claimed it, if the caller is that process.
	 */
	public function replace( int $id, Entry $entry, string $token = '' ): bool {
		global $wpdb;
		$table = self::table();
		return (bool) $wpdb->query(
			$wpdb->prepare(
				"UPDATE {$table} SET post_status = %s, type = %s, hash = %s, snapshot = %s
				WHERE id = %d AND body IS NULL AND state IN ('waiting', 'dry')
					AND (locked_until IS NULL OR locked_until <= UTC_TIMESTAMP() OR lock_token = %s)",
				$entry->post_status,
				$entry->type,
				$entry->hash,
				$entry->json(),
				$id,
				$token
			)
		);
	}

	/**
	 * The newest row of a post, without its long fields.
	 *
	 * @param bool $with_dry Whether what a dry run kept here counts: it was never sent.
	 */
	public function latest( int $post_id, bool $with_dry = false ): ?object {
		global $wpdb;
		$table = self::table();
		return $wpdb->get_row(
			$wpdb->prepare(
				"SELECT id, type, hash, post_status, state FROM {$table}
				WHERE post_id = %d AND (state <> 'dry' OR %d = 1) ORDER BY id DESC LIMIT 1",
				$post_id,
				(int) $with_dry
			)
		);
	}

	/** The next row: rows leave in order, so none passes one that waits for its next attempt. */
	public function head(): ?object {
		global $wpdb;
		$table = self::table();
		return $wpdb->get_row(
			"SELECT id, event_id, post_id, post_status, type, body IS NULL AS is_unmade,
				COALESCE(next_attempt_at > UTC_TIMESTAMP(), 0) AS is_early,
				COALESCE(locked_until > UTC_TIMESTAMP(), 0) AS is_locked
			FROM {$table} WHERE state = 'waiting' ORDER BY id LIMIT 1"
		);
	}

	/** Only one of several processes gets the row. */
	public function claim( int $id, string $token ): ?object {
		global $wpdb;
		$table = self::table();
		$taken = $wpdb->query(
			$wpdb->prepare(
				"UPDATE {$table} SET lock_token = %s, locked_until = UTC_TIMESTAMP() + INTERVAL %d SECOND,
					attempts = attempts + 1
				WHERE id = %d AND state = 'waiting'
					AND (locked_until IS NULL OR locked_until <= UTC_TIMESTAMP())",
				$token,
				self::LOCK_SECONDS,
				$id
			)
		);
		return $taken ? $this->find( $id ) : null;
	}

	/** The name of a row's newsletter: as last delivered, or the event id of its oldest row. */
	public function uid_of( int $post_id, int $id ): string {
		global $wpdb;
		$table = self::table();
		return (string) $wpdb->get_var(
			$wpdb->prepare(
				"SELECT COALESCE(uid, event_id) FROM {$table} WHERE post_id = %d AND id <= %d AND id > (
					SELECT COALESCE(MAX(id), 0) FROM {$table} WHERE post_id = %d AND id < %d AND type = 'post.deleted'
				) ORDER BY uid IS NULL, id LIMIT 1",
				$post_id,
				$id,
				$post_id,
				$id
			)
		);
	}

	public function find( int $id ): ?object {
		global $wpdb;
		$table = self::table();
		return $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$table} WHERE id = %d", $id ) );
	}

	/** The exact bytes that are sent, kept for all attempts, and the newsletter's name in them. */
	public function keep_body( int $id, string $body, string $uid ): void {
		global $wpdb;
		$table = self::table();
		$wpdb->query( $wpdb->prepare( "UPDATE {$table} SET body = %s, uid = %s WHERE id = %d", $body, $uid, $id ) );
	}

	/** Ends a row: delivered, parked or superseded. */
	public function settle( int $id, string $state, int $status = 0, string $error = '' ): void {
		global $wpdb;
		$table = self::table();
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$table} SET state = %s, last_status = %d, last_error = %s, locked_until = NULL,
					delivered_at = IF(%s = 'delivered', UTC_TIMESTAMP(), NULL), next_attempt_at = NULL
				WHERE id = %d",
				$state,
				$status,
				self::storable( $error ),
				$state,
				$id
			)
		);
	}

	public function retry( int $id, int $seconds, int $status, string $error ): void {
		global $wpdb;
		$table = self::table();
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$table} SET next_attempt_at = UTC_TIMESTAMP() + INTERVAL %d SECOND,
					locked_until = NULL, last_status = %d, last_error = %s WHERE id = %d",
				$seconds,
				$status,
				self::storable( $error ),
				$id
			)
		);
	}

	/** External text: WordPress refuses a whole query for one byte that the column cannot hold. */
	private static function storable( string $words ): string {
		global $wpdb;
		$stripped = '' === $words ? '' : $wpdb->strip_invalid_text_for_column( self::table(), 'last_error', $words );
		return is_wp_error( $stripped ) ? '' : $stripped;
	}
}
