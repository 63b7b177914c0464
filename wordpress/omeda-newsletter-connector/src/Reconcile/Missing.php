<?php
namespace OmedaNewsletterConnector\Reconcile;

use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Outbox\Entry;
use OmedaNewsletterConnector\Outbox\Outbox;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Reconcile's queries to the database. */
final class Missing {
	private const NO_TIME = '0000-00-00 00:00:00';

	public function __construct(
		private readonly Settings $settings,
		private readonly Outbox $outbox,
	) {}

	/**
	 * @param string $since Time as WordPress writes it, UTC.
	 * @return int[] Ids of posts that may be newsletters, in order.
	 */
	public function changed_since( string $since, int $after_id, int $limit ): array {
		global $wpdb;
		$types = $this->settings->post_types();
		if ( array() === $types ) {
			return array();
		}
		$places = implode( ', ', array_fill( 0, count( $types ), '%s' ) );
		$ids    = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT ID FROM {$wpdb->posts} WHERE post_type IN ({$places}) AND post_status NOT IN ('auto-draft', 'inherit')
				AND ( post_modified_gmt >= %s OR ( post_modified_gmt = %s AND post_modified >= %s ) )
				AND ID > %d ORDER BY ID LIMIT %d",
				// For a new draft WordPress records only the local time.
				array_merge( $types, array( $since, self::NO_TIME, get_date_from_gmt( $since ), $after_id, $limit ) )
			)
		);
		return array_map( 'intval', $ids );
	}

	/** @return object[] The newest row of each post that is gone without a delivered deletion. */
	public function gone(): array {
		global $wpdb;
		$table = Outbox::table();
		return $wpdb->get_results(
			"SELECT row_.id, row_.post_id, row_.post_status, row_.type, row_.hash, row_.snapshot FROM {$table} AS row_
			JOIN (SELECT MAX(id) AS id FROM {$table} WHERE state <> 'dry' GROUP BY post_id) AS newest ON newest.id = row_.id
			LEFT JOIN {$wpdb->posts} AS post ON post.ID = row_.post_id
			WHERE post.ID IS NULL AND row_.type <> 'post.deleted' AND row_.snapshot IS NOT NULL LIMIT 200"
		);
	}

	public function tell_gone( object $row ): int {
		$snapshot = json_decode( (string) $row->snapshot, true );
		if ( ! is_array( $snapshot ) ) {
			return 0;
		}
		$snapshot['post']['consent'] = null;
		$entry = new Entry( (int) $row->post_id, $row->post_status, EventType::DELETED, $snapshot, $row->hash );
		return $this->outbox->add( $entry, 'waiting' ) > 0 ? 1 : 0;
	}
}
