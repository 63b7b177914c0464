<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Newsletters that wait for a person: told in the admin until they move on, and once by mail. */
final class Attention {
	public const OPTION   = 'omeda_connector_attention';
	public const STATUSES = array( 'failed', 'missed', 'held' );

	private const MOST = 50;

	public function __construct( private readonly Settings $settings ) {}

	/** @param array<string, mixed> $status The brief status; it has just become this. */
	public function changed( int $post_id, array $status ): void {
		$open = self::open();
		if ( ! in_array( $status['status'], self::STATUSES, true ) ) {
			if ( isset( $open[ $post_id ] ) ) {
				unset( $open[ $post_id ] );
				update_option( self::OPTION, $open, true );
			}
			return;
		}
		$open[ $post_id ] = array(
			'status' => $status['status'],
			'words'  => $status['words'],
		);
		update_option( self::OPTION, array_slice( $open, -self::MOST, null, true ), true );
		if ( $this->settings->is_on( 'mail' ) ) {
			AttentionMail::send( $post_id, $status );
		}
	}

	/** @return array<int, array{status: string, words: string}> By post. */
	public static function open(): array {
		$open = get_option( self::OPTION, array() );
		return is_array( $open ) ? $open : array();
	}
}
