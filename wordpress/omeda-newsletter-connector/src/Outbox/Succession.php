<?php
namespace OmedaNewsletterConnector\Outbox;

use OmedaNewsletterConnector\Capture\EventType;

defined( 'ABSPATH' ) || exit;

/**
 * Each event carries the post's whole state, so a later one replaces an older one that was not
 * delivered. Only a deletion stays: what follows it is another post with the same number.
 */
final class Succession {
	public function __construct( private readonly Outbox $outbox ) {}

	/** @param object $head A waiting row that has no body yet. @return bool Whether it can be skipped. */
	public function supersede( object $head ): bool {
		$next = EventType::DELETED === $head->type ? null : $this->next_of( (int) $head->post_id, (int) $head->id );
		if ( ! $next ) {
			return false;
		}
		$this->outbox->settle( (int) $head->id, 'superseded' );
		$this->hand_name_on( $head, $next );
		return true;
	}

	/** What was refused before: the post's next save was accepted, and contains all of it. */
	public function end_parked( object $row ): void {
		global $wpdb;
		$table = Outbox::table();
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$table} SET state = 'superseded' WHERE post_id = %d AND id < %d AND state = 'parked' AND type <> %s",
				(int) $row->post_id,
				(int) $row->id,
				EventType::DELETED
			)
		);
	}

	/** The post's next waiting row. */
	private function next_of( int $post_id, int $id ): ?object {
		global $wpdb;
		$table = Outbox::table();
		return $wpdb->get_row(
			$wpdb->prepare(
				"SELECT id, type, post_status FROM {$table} WHERE post_id = %d AND id > %d AND state = 'waiting' ORDER BY id LIMIT 1",
				$post_id,
				$id
			)
		);
	}

	/** The history records that it was published, even if a plain save came after that. */
	private function hand_name_on( object $head, object $next ): void {
		global $wpdb;
		if ( $head->post_status !== $next->post_status ) {
			return;
		}
		$table = Outbox::table();
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$table} SET type = %s WHERE id = %d AND body IS NULL
					AND (locked_until IS NULL OR locked_until <= UTC_TIMESTAMP())",
				EventType::merged( $head->type, $next->type ),
				(int) $next->id
			)
		);
	}
}
