<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** A preview in the form of an outbox row, for rendering in the front end; it is never stored as one. */
final class PassingRow {
	private const TRANSIENT = 'omeda_connector_passing_';
	private const SECONDS   = 60;

	/** @param array<string, mixed> $snapshot As a save would leave it. */
	public static function keep( int $post_id, string $type, array $snapshot ): object {
		$row = array(
			'id'           => 'p' . str_replace( '-', '', wp_generate_uuid4() ),
			'post_id'      => $post_id,
			'type'         => $type,
			'snapshot'     => (string) wp_json_encode( $snapshot ),
			'lock_token'   => wp_generate_uuid4(),
			'locked_until' => 'now',
		);
		set_transient( self::TRANSIENT . $row['id'], $row, self::SECONDS );
		return (object) $row;
	}

	public static function find( string $id ): ?object {
		$row = get_transient( self::TRANSIENT . $id );
		return is_array( $row ) ? (object) $row : null;
	}

	public static function forget( object $row ): void {
		delete_transient( self::TRANSIENT . $row->id );
	}
}
