<?php
namespace OmedaNewsletterConnector\Outbox;

defined( 'ABSPATH' ) || exit;

/** The outbox after its database was restored: numbers move forward, and are never used twice. */
final class Rewind {
	private const TRIES = 5;

	public function __construct( private readonly Outbox $outbox ) {}

	/** Whether this post has an event with this number or a higher one. */
	public function has_from( int $post_id, int $sequence ): bool {
		$latest = $this->outbox->latest( $post_id );
		return $latest && (int) $latest->id >= $sequence;
	}

	/** @return string[] Types of the rows that waited behind a row, the oldest first. */
	public function supersede_waiting( int $post_id, int $after_id ): array {
		global $wpdb;
		$table = Outbox::table();
		$rows  = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT id, type FROM {$table} WHERE post_id = %d AND id > %d AND state = 'waiting' ORDER BY id",
				$post_id,
				$after_id
			)
		);
		foreach ( $rows as $row ) {
			$this->outbox->settle( (int) $row->id, 'superseded' );
		}
		return wp_list_pluck( $rows, 'type' );
	}

	/** Another process may take the same number at the same moment: then the next one is used. */
	public function add_past( Entry $entry, int $highest ): int {
		for ( $try = 1; $try <= self::TRIES; $try++ ) {
			$id = $this->outbox->add( $entry, 'waiting', max( $highest, $this->newest() ) + $try );
			if ( $id > 0 ) {
				return $id;
			}
		}
		return 0;
	}

	private function newest(): int {
		global $wpdb;
		$table = Outbox::table();
		return (int) $wpdb->get_var( "SELECT MAX(id) FROM {$table}" );
	}
}
