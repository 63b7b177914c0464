<?php
namespace OmedaNewsletterConnector\Outbox;

defined( 'ABSPATH' ) || exit;

/** Queries of people and the clean-up to the outbox; none of them runs in a save. */
final class Ledger {
	private const KEEP_CONTENT_DAYS = 7;
	private const KEEP_ROW_DAYS     = 90;

	/** @return array{waiting: int, parked: int, dry: int, oldest: string|null, age_seconds: int} */
	public function summary(): array {
		global $wpdb;
		$table = Outbox::table();
		$row   = $wpdb->get_row(
			"SELECT COUNT(IF(state = 'waiting', 1, NULL)) AS waiting, COUNT(IF(state = 'parked', 1, NULL)) AS parked,
				COUNT(IF(state = 'dry', 1, NULL)) AS dry, MIN(IF(state = 'waiting', created_at, NULL)) AS oldest,
				COALESCE(TIMESTAMPDIFF(SECOND, MIN(IF(state = 'waiting', created_at, NULL)), UTC_TIMESTAMP()), 0) AS age
			FROM {$table} WHERE state IN ('waiting', 'parked', 'dry')"
		);
		return array(
			'waiting'     => (int) ( $row->waiting ?? 0 ),
			'parked'      => (int) ( $row->parked ?? 0 ),
			'dry'         => (int) ( $row->dry ?? 0 ),
			'oldest'      => $row->oldest ?? null,
			'age_seconds' => (int) ( $row->age ?? 0 ),
		);
	}

	/**
	 * @param string[] $states
	 * @return object[] The oldest first, without content.
	 */
	public function rows( array $states, int $limit = 100 ): array {
		global $wpdb;
		$table  = Outbox::table();
		$places = implode( ', ', array_fill( 0, count( $states ), '%s' ) );
		return $wpdb->get_results(
			$wpdb->prepare(
				"SELECT id, event_id, post_id, post_status, type, state, attempts, next_attempt_at, locked_until,
					last_status, last_error, created_at, delivered_at
				FROM {$table} WHERE state IN ({$places}) ORDER BY id LIMIT %d",
				array_merge( $states, array( $limit ) )
			)
		);
	}

	/** @return object[] Rows of a post that are not delivered yet. */
	public function open_of( int $post_id ): array {
		global $wpdb;
		$table = Outbox::table();
		return $wpdb->get_results(
			$wpdb->prepare(
				"SELECT id, type, state, attempts, next_attempt_at, last_status, last_error, created_at
				FROM {$table} WHERE post_id = %d AND state IN ('waiting', 'parked', 'dry') ORDER BY id",
				$post_id
			)
		);
	}

	public function newest_id(): int {
		global $wpdb;
		$table = Outbox::table();
		return (int) $wpdb->get_var( "SELECT MAX(id) FROM {$table}" );
	}

	/** @return object[] The newest row of each post that was delivered, before this id, the newest first. */
	public function newest_of_posts( int $before_id, int $limit ): array {
		global $wpdb;
		$table = Outbox::table();
		return $wpdb->get_results(
			$wpdb->prepare(
				"SELECT row_.id, row_.post_id, row_.uid, row_.post_status, row_.type, row_.hash, row_.snapshot FROM {$table} AS row_
				JOIN (SELECT MAX(id) AS id FROM {$table} WHERE state <> 'dry' GROUP BY post_id HAVING MAX(id) < %d) AS newest ON newest.id = row_.id
				ORDER BY row_.id DESC LIMIT %d",
				$before_id,
				$limit
			)
		);
	}

	/** Parked rows wait again, at once. @return int How many. */
	public function replay( ?int $id = null ): int {
		global $wpdb;
		$table = Outbox::table();
		return (int) $wpdb->query(
			$wpdb->prepare(
				"UPDATE {$table} SET state = 'waiting', next_attempt_at = NULL, attempts = 0
				WHERE state = 'parked' AND (%d = 0 OR id = %d)",
				$id ?? 0,
				$id ?? 0
			)
		);
	}

	/** No row waits for its next attempt any more: a person requests one now. */
	public function hurry(): void {
		global $wpdb;
		$table = Outbox::table();
		$wpdb->query( "UPDATE {$table} SET next_attempt_at = NULL WHERE state = 'waiting'" );
	}

	/**
	 * Contents are removed after a week, rows after three months. The newest of each existing post stays:
	 * if WordPress dies while deleting the post, its deletion is reported from that.
	 */
	public function purge(): void {
		global $wpdb;
		$table = Outbox::table();
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$table} AS old LEFT JOIN {$table} AS newer
					ON newer.post_id = old.post_id AND newer.id > old.id AND (newer.state <> 'dry' OR old.state = 'dry')
				SET old.body = NULL, old.snapshot = IF(newer.id IS NULL AND old.type <> 'post.deleted', old.snapshot, NULL)
				WHERE (old.snapshot IS NOT NULL OR old.body IS NOT NULL) AND old.state IN ('delivered', 'superseded', 'dry')
					AND old.created_at < UTC_TIMESTAMP() - INTERVAL %d DAY",
				self::KEEP_CONTENT_DAYS
			)
		);
		$wpdb->query(
			$wpdb->prepare(
				"DELETE old FROM {$table} AS old JOIN {$table} AS newer
					ON newer.post_id = old.post_id AND newer.id > old.id AND (newer.state <> 'dry' OR old.state = 'dry')
				WHERE old.state IN ('delivered', 'superseded', 'dry')
					AND old.created_at < UTC_TIMESTAMP() - INTERVAL %d DAY",
				self::KEEP_ROW_DAYS
			)
		);
	}
}
