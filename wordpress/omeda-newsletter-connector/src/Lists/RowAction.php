<?php
namespace OmedaNewsletterConnector\Lists;

use OmedaNewsletterConnector\Consent\Approvals;
use OmedaNewsletterConnector\Rest\Actions;
use OmedaNewsletterConnector\Rest\Routes;
use OmedaNewsletterConnector\Status\StatusCache;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** A link below a post's title: what its newsletter needs, without opening the post. */
final class RowAction {
	private const ACTION    = 'omeda_connector_row';
	private const TRANSIENT = 'omeda_connector_row_said_';

	private const OFFERED = array(
		'failed'            => 'retry',
		'requested'         => 'sync-now',
		'created'           => 'sync-now',
		'audience-assigned' => 'sync-now',
		'audience-ready'    => 'sync-now',
	);

	public static function register(): void {
		add_filter( 'post_row_actions', array( self::class, 'offer' ), 10, 2 );
		add_filter( 'page_row_actions', array( self::class, 'offer' ), 10, 2 );
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'run' ) );
		add_action( 'admin_notices', array( self::class, 'say' ) );
	}

	/**
	 * @param array<string, string> $links
	 * @return array<string, string>
	 */
	public static function offer( array $links, \WP_Post $post ): array {
		$action = self::offered_for( $post );
		if ( '' === $action || ! Actions::may( $action, $post->ID ) ) {
			return $links;
		}
		$label = match ( $action ) {
			'send'  => __( 'Send newsletter', 'omeda-newsletter-connector' ),
			'retry' => __( 'Retry newsletter', 'omeda-newsletter-connector' ),
			default => __( 'Sync newsletter now', 'omeda-newsletter-connector' ),
		};
		$query = array( 'action' => self::ACTION, 'post' => $post->ID, 'do' => $action );
		$url   = wp_nonce_url( add_query_arg( $query, admin_url( 'admin-post.php' ) ), self::nonce( $post->ID, $action ) );
		return $links + array( self::ACTION => '<a href="' . esc_url( $url ) . '">' . esc_html( $label ) . '</a>' );
	}

	public static function run(): void {
		$post_id = isset( $_GET['post'] ) ? absint( $_GET['post'] ) : 0;
		$action  = isset( $_GET['do'] ) ? sanitize_key( wp_unslash( $_GET['do'] ) ) : '';
		check_admin_referer( self::nonce( $post_id, $action ) );
		$post = get_post( $post_id );
		if ( ! $post || ! in_array( $action, array( 'send', ...self::OFFERED ), true ) || ! Actions::may( $action, $post_id ) ) {
			wp_die( esc_html( Words::not_allowed() ), '', array( 'response' => 403 ) );
		}
		$answer = rest_do_request( self::request( $post_id, $action ) );
		$said   = array(
			'is_error' => $answer->is_error(),
			'words'    => $answer->is_error() ? $answer->as_error()->get_error_message() : get_the_title( $post_id ),
		);
		set_transient( self::TRANSIENT . get_current_user_id(), $said, MINUTE_IN_SECONDS );
		wp_safe_redirect( wp_get_referer() ?: admin_url( 'edit.php' ) );
		exit;
	}

	/** What was published without the right to send waits for a person with that right. */
	private static function offered_for( \WP_Post $post ): string {
		if ( null !== Approvals::of( $post->ID ) ) {
			return 'send';
		}
		return self::OFFERED[ StatusCache::of( $post->ID )['status'] ?? '' ] ?? '';
	}

	private static function request( int $post_id, string $action ): \WP_REST_Request {
		$path    = 'send' === $action ? 'consent' : "actions/{$action}";
		$request = new \WP_REST_Request( 'POST', '/' . Routes::NAMESPACE . "/posts/{$post_id}/{$path}" );
		$request->set_body_params( 'send' === $action ? array( 'consents' => true ) : array() );
		return $request;
	}

	public static function say(): void {
		$key  = self::TRANSIENT . get_current_user_id();
		$said = get_transient( $key );
		if ( ! is_array( $said ) ) {
			return;
		}
		delete_transient( $key );
		$done  = sprintf( Words::continues(), $said['words'] );
		$words = $said['is_error'] ? $said['words'] : $done;
		echo '<div class="notice ' . esc_attr( $said['is_error'] ? 'notice-error' : 'notice-success' ) . '"><p>' . esc_html( $words ) . '</p></div>';
	}

	private static function nonce( int $post_id, string $action ): string {
		return self::ACTION . "_{$post_id}_{$action}";
	}
}
