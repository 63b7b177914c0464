<?php
namespace OmedaNewsletterConnector\Reconcile;

use OmedaNewsletterConnector\Outbox\Ledger;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Each epoch identifies a life of the gateway's store. A new one means that a backup was restored: what was
 * delivered after that backup is lost there. Earlier ones may reappear, in responses that were delayed.
 */
final class Epochs {
	private const OPTION = 'omeda_connector_epochs';
	private const KEPT   = 10;

	public function __construct(
		private readonly Settings $settings,
		private readonly Ledger $ledger,
	) {}

	/** @param string $epoch As the gateway sent it; empty if it sent none. */
	public function told( string $epoch ): void {
		$url   = $this->settings->url( '' );
		$known = $this->known( $url );
		if ( '' === $epoch || in_array( $epoch, $known, true ) ) {
			return;
		}
		$kept = array( 'url' => $url, 'epochs' => array_slice( array( $epoch, ...$known ), 0, self::KEPT ) );
		update_option( self::OPTION, $kept, false );
		// A gateway's first epoch says nothing about what it had before.
		if ( array() !== $known ) {
			Handover::begin( $this->ledger->newest_id() );
		}
	}

	/** @return string[] The newest first. */
	private function known( string $url ): array {
		$kept = get_option( self::OPTION );
		return is_array( $kept ) && $url === $kept['url'] ? $kept['epochs'] : array();
	}
}
