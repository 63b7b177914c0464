<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Log;

defined( 'ABSPATH' ) || exit;

/** Notifies author and administrators that a newsletter needs them. */
final class AttentionMail {
	/** @param array<string, mixed> $status */
	public static function send( int $post_id, array $status ): void {
		$post = get_post( $post_id );
		$to   = $post ? self::recipients( $post ) : array();
		if ( array() === $to ) {
			return;
		}
		$title = wp_specialchars_decode( get_the_title( $post ), ENT_QUOTES );
		/* translators: 1: name of the site, 2: what happened, 3: title of the newsletter */
		$subject = sprintf( __( '[%1$s] %2$s: %3$s', 'omeda-newsletter-connector' ), self::site(), self::headline( $status['status'] ), $title );
		$lines   = array( self::headline( $status['status'] ), $title, $status['words'], self::edit_url( $post_id ) );
		$text    = implode( "\n\n", array_filter( $lines ) );
		try {
			wp_mail( $to, str_replace( array( "\r", "\n" ), ' ', $subject ), $text );
		} catch ( \Throwable $error ) {
			Log::error( "The mail about post {$post_id} was not sent", $error );
		}
	}

	public static function headline( string $status ): string {
		return match ( $status ) {
			'failed'                => __( 'A newsletter failed', 'omeda-newsletter-connector' ),
			'sent-after-withdrawal' => __( 'A newsletter was sent after it was withdrawn', 'omeda-newsletter-connector' ),
			'missed'                => __( 'A newsletter missed its time', 'omeda-newsletter-connector' ),
			default                 => __( 'A newsletter is held', 'omeda-newsletter-connector' ),
		};
	}

	/** @return string[] */
	private static function recipients( \WP_Post $post ): array {
		$author = get_userdata( (int) $post->post_author );
		$admins = get_users( array( 'role' => 'administrator', 'number' => 20, 'fields' => array( 'user_email' ) ) );
		$emails = array_merge( array( $author ? $author->user_email : '' ), wp_list_pluck( $admins, 'user_email' ) );
		return array_values( array_unique( array_filter( $emails, 'is_email' ) ) );
	}

	private static function site(): string {
		return wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES );
	}

	private static function edit_url( int $post_id ): string {
		return admin_url( "post.php?post={$post_id}&action=edit" );
	}
}
