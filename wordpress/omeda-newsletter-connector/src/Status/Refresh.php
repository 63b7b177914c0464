<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Gateway\Field;
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
		foreach ( Field::objects( $answer, 'deployments' ) as $status ) {
			$post_id = absint( Field::text( $status, 'post', 'id' ) );
			if ( $post_id > 0 && GatewayClient::is_of( $post_id, $status ) ) {
				$this->statuses->put( $post_id, $status );
			}
		}
	}
}
