<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Published by a person without the right to send: it waits for one with that right. */
final class Approvals {
	public const META = '_omeda_connector_approval';
	/** The mail was sent, or is about to be: one for each post. */
	public const MAILED = '_omeda_connector_approval_mailed';

	public function __construct( private readonly Settings $settings ) {}

	/** @return array{by: array{id: int, name: string}, at: string, mode: string}|null Who is waiting, and since when. */
	public static function of( int $post_id ): ?array {
		$asked = get_post_meta( $post_id, self::META, true );
		if ( ! is_array( $asked ) || (int) ( $asked['post'] ?? 0 ) !== $post_id ) {
			return null;
		}
		unset( $asked['post'] );
		return $asked;
	}

	/** @return int[] The posts that are waiting. */
	public static function waiting(): array {
		global $wpdb;
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = %s", self::META ) );
		return array_values( array_filter( array_map( 'intval', $ids ), static fn( $id ) => null !== self::of( $id ) ) );
	}

	public function ask( \WP_Post $post, string $mode, \WP_User $person ): void {
		$asked = array(
			'by'   => Person::named( $person ),
			'at'   => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'mode' => $mode,
			'post' => $post->ID,
		);
		update_post_meta( $post->ID, self::META, wp_slash( $asked ) );
		$this->tell( $post->ID );
	}

	public function end( int $post_id ): void {
		if ( null !== self::of( $post_id ) ) {
			delete_post_meta( $post_id, self::META );
		}
	}

	/** By cron: a mail server must not delay the save. */
	private function tell( int $post_id ): void {
		if ( ! $this->settings->is_on( 'mail' ) || (int) get_post_meta( $post_id, self::MAILED, true ) === $post_id ) {
			return;
		}
		update_post_meta( $post_id, self::MAILED, $post_id );
		wp_schedule_single_event( time(), ApprovalMail::HOOK, array( $post_id ) );
	}
}
