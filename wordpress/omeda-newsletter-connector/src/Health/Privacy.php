<?php
namespace OmedaNewsletterConnector\Health;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Suggested text for the site's privacy policy. */
final class Privacy {
	public static function register(): void {
		add_action( 'admin_init', array( self::class, 'add' ) );
	}

	public static function add(): void {
		if ( ! function_exists( 'wp_add_privacy_policy_content' ) ) {
			return;
		}
		$name  = __( 'Newsletter Connector for Omeda', 'omeda-newsletter-connector' );
		wp_add_privacy_policy_content( $name, '<p>' . esc_html( Words::privacy() ) . '</p>' );
	}
}
