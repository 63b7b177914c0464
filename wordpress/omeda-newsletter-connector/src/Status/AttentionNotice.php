<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** The admin notice: one line for each newsletter that the reader may edit. */
final class AttentionNotice {
	private const MOST = 5;

	public static function register(): void {
		add_action( 'admin_notices', array( self::class, 'show' ) );
	}

	public static function show(): void {
		$open = array_filter(
			Attention::open(),
			static fn( int $post_id ) => current_user_can( 'edit_post', $post_id ),
			ARRAY_FILTER_USE_KEY
		);
		if ( array() === $open ) {
			return;
		}
		echo '<div class="notice notice-warning"><ul>';
		foreach ( array_slice( $open, 0, self::MOST, true ) as $post_id => $status ) {
			printf(
				'<li>%s: <a href="%s">%s</a> %s</li>',
				esc_html( AttentionMail::headline( $status['status'] ) ),
				esc_url( (string) get_edit_post_link( $post_id ) ),
				esc_html( get_the_title( $post_id ) ),
				esc_html( $status['words'] )
			);
		}
		$more = count( $open ) - self::MOST;
		if ( $more > 0 ) {
			echo '<li>' . esc_html( Words::and_more( $more ) ) . '</li>';
		}
		echo '</ul></div>';
	}
}
