<?php
namespace OmedaNewsletterConnector\Migration;

use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Types\TypePostType;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Offers the import above the list of deployment types, while there is something to import. */
final class ImportPage {
	private const ACTION = 'omeda_connector_import';

	private function __construct( private readonly Parts $parts ) {}

	public static function register( Parts $parts ): void {
		$page = new self( $parts );
		add_action( 'admin_notices', array( $page, 'offer' ) );
		add_action( 'admin_post_' . self::ACTION, array( $page, 'import' ) );
	}

	public function offer(): void {
		$screen = get_current_screen();
		if ( 'edit-' . TypePostType::NAME !== ( $screen->id ?? '' ) || ! current_user_can( Capabilities::MANAGE ) ) {
			return;
		}
		$count = count( $this->parts->older_plugin()->left() );
		if ( 0 === $count ) {
			return;
		}
		echo '<div class="notice notice-info"><p>' . esc_html( Words::older_types( $count ) ) . '</p>';
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '">';
		echo '<input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '">';
		wp_nonce_field( self::ACTION );
		submit_button( __( 'Copy them', 'omeda-newsletter-connector' ), 'secondary' );
		echo '</form></div>';
	}

	public function import(): void {
		check_admin_referer( self::ACTION );
		if ( ! current_user_can( Capabilities::MANAGE ) ) {
			wp_die( esc_html( Words::not_allowed() ), '', array( 'response' => 403 ) );
		}
		$this->parts->older_plugin()->import();
		wp_safe_redirect( admin_url( 'edit.php?post_type=' . TypePostType::NAME ) );
		exit;
	}
}
