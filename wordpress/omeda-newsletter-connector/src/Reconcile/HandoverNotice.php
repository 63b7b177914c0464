<?php
namespace OmedaNewsletterConnector\Reconcile;

use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** Tells who looks after the connection why newsletters move that nobody has saved. */
final class HandoverNotice {
	public static function register(): void {
		add_action( 'admin_notices', array( self::class, 'show' ) );
	}

	public static function show(): void {
		$told = Handover::told();
		if ( null === $told || ! current_user_can( Capabilities::MANAGE ) ) {
			return;
		}
		/* translators: %d: number of newsletters */
		$words = __( 'The newsletter gateway was restored from a backup. This site is syncing its newsletters again in the background: %d so far.', 'omeda-newsletter-connector' );
		echo '<div class="notice notice-info"><p>' . esc_html( sprintf( $words, $told ) ) . '</p></div>';
	}
}
