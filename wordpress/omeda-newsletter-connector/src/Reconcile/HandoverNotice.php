<?php
namespace OmedaNewsletterConnector\Reconcile;

use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Explains to those in charge of the connection why newsletters move that nobody has saved. */
final class HandoverNotice {
	public static function register(): void {
		add_action( 'admin_notices', array( self::class, 'show' ) );
	}

	public static function show(): void {
		$told = Handover::told();
		if ( null === $told || ! current_user_can( Capabilities::MANAGE ) ) {
			return;
		}
		$words = Words::gateway_restored();
		echo '<div class="notice notice-info"><p>' . esc_html( sprintf( $words, $told ) ) . '</p></div>';
	}
}
