<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Gateway\GatewayClient;

defined( 'ABSPATH' ) || exit;

/** Asks the gateway now and then where all newsletters stand: what fails at night is told, too. */
final class Refresh {
	private const LIMIT = 200;

	public function __construct(
		private readonly GatewayClient $gateway,
		private readonly StatusCache $statuses,
	) {}

	public function run(): void {
		if ( ! $this->gateway->is_ready() ) {
			return;
		}
		$answer = $this->gateway->get( 'v1/deployments', array( 'limit' => self::LIMIT ) );
		foreach ( is_wp_error( $answer ) ? array() : (array) ( $answer['deployments'] ?? array() ) as $status ) {
			$post_id = is_array( $status ) ? absint( $status['post']['id'] ?? 0 ) : 0;
			if ( $post_id > 0 && self::is_current( $post_id, $status ) ) {
				$this->statuses->put( $post_id, $status );
			}
		}
	}

	/** A post number may have been another newsletter's before. */
	private static function is_current( int $post_id, array $status ): bool {
		[ $uid ] = explode( ' ', (string) get_post_meta( $post_id, \OmedaNewsletterConnector\Capture\PostUid::META, true ) );
		return '' !== $uid && strtolower( $uid ) === ( $status['post']['uid'] ?? '' );
	}
}
