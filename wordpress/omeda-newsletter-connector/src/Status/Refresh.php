<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Gateway\GatewayClient;
use OmedaNewsletterConnector\Gateway\PublishDelay;
use OmedaNewsletterConnector\Reconcile\Epochs;

defined( 'ABSPATH' ) || exit;

/** Polls the gateway regularly for all newsletters' statuses, so that failures at night are reported, too. */
final class Refresh {
	private const LIMIT        = 200;
	private const ASKED        = 'omeda_connector_refreshed';
	private const EACH_SECONDS = 20;

	public function __construct(
		private readonly GatewayClient $gateway,
		private readonly StatusCache $statuses,
		private readonly Epochs $epochs,
	) {}

	/** For open lists: one of them queries the gateway for all. */
	public function run_now_and_then(): void {
		if ( false === get_transient( self::ASKED ) ) {
			set_transient( self::ASKED, 1, self::EACH_SECONDS );
			$this->run();
		}
	}

	/** @param array<int, array<string, mixed>> $statuses As the gateway lists them. */
	public function keep( array $statuses ): void {
		foreach ( $statuses as $status ) {
			$post_id = absint( Field::text( $status, 'post', 'id' ) );
			if ( $post_id > 0 && GatewayClient::is_of( $post_id, $status ) ) {
				$this->statuses->put( $post_id, $status );
			}
		}
	}

	public function run(): void {
		if ( ! $this->gateway->is_ready() ) {
			return;
		}
		$answer = $this->gateway->get( 'v1/deployments', array( 'limit' => self::LIMIT ) );
		$this->keep( Field::objects( $answer, 'deployments' ) );
		$site = $this->gateway->site();
		PublishDelay::keep( $site );
		$this->epochs->told( Field::text( $site, 'epoch' ) );
	}
}
