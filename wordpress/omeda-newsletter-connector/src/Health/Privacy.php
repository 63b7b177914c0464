<?php
namespace OmedaNewsletterConnector\Health;

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
		$words = __(
			'Posts that are sent as newsletters, with their author’s name, and the addresses of the people who get a test of them, are handed to our newsletter service, which passes them on to Omeda. The site itself keeps what it handed over for a week, and the last state of each as long as the post is there. No data of readers or visitors is collected or handed over by it.',
			'omeda-newsletter-connector'
		);
		wp_add_privacy_policy_content( $name, '<p>' . esc_html( $words ) . '</p>' );
	}
}
