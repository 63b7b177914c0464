<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Newsletters that need a person: shown in the admin until they move on, and mailed once. */
final class Attention {
	private const FINAL_ONE = 'sent-after-withdrawal';

	public const OPTION   = 'omeda_connector_attention';
	public const STATUSES = array( 'failed', 'missed', 'held', self::FINAL_ONE );

	private const MOST = 50;
	/** Nothing moves it on: it is shown for this long. */
	private const FINAL_SECONDS = WEEK_IN_SECONDS;

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
			'at'     => time(),
		);
		update_option( self::OPTION, array_slice( $open, -self::MOST, null, true ), true );
		if ( $this->settings->is_on( 'mail' ) ) {
			AttentionMail::send( $post_id, $status );
		}
	}

	/** @return array<int, array{status: string, words: string, at?: int}> By post. */
	public static function open(): array {
		$open = get_option( self::OPTION, array() );
		return is_array( $open ) ? array_filter( $open, array( self::class, 'is_told' ) ) : array();
	}

	/** @param array{status: string, at?: int} $entry */
	private static function is_told( array $entry ): bool {
		return self::FINAL_ONE !== $entry['status'] || ( $entry['at'] ?? 0 ) > time() - self::FINAL_SECONDS;
	}
}
