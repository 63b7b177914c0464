<?php
namespace OmedaNewsletterConnector\Reconcile;

use OmedaNewsletterConnector\Outbox\Ledger;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Each gateway names the life of its store. An epoch that it never told before says that a backup was restored: what
 * was handed over after that backup is lost there. Earlier ones may come again, in answers that were on their way.
 */
final class Epochs {
	private const OPTION = 'omeda_connector_epochs';
	private const KEPT   = 10;

	public function __construct(
		private readonly Settings $settings,
		private readonly Ledger $ledger,
	) {}

	/** @param string $epoch As the gateway told it; empty where it tells none. */
	public function told( string $epoch ): void {
		$url   = $this->settings->url( '' );
		$known = $this->known( $url );
		if ( '' === $epoch || in_array( $epoch, $known, true ) ) {
			return;
		}
		$kept = array( 'url' => $url, 'epochs' => array_slice( array( $epoch, ...$known ), 0, self::KEPT ) );
		update_option( self::OPTION, $kept, false );
		// The first one of a gateway tells nothing of what it had before.
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
