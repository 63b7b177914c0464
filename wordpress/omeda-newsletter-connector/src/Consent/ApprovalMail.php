<?php
namespace OmedaNewsletterConnector\Consent;

use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Log;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Notifies those who may send that a newsletter waits for them. */
final class ApprovalMail {
	public const HOOK = 'omeda_connector_approval_mail';

	private const MOST = 50;

	public static function register(): void {
		add_action( self::HOOK, array( self::class, 'send' ) );
	}

	/** @param int|string $post_id */
	public static function send( $post_id ): void {
		$post  = get_post( (int) $post_id );
		$asked = $post ? Approvals::of( $post->ID ) : null;
		$to    = null === $asked ? array() : self::recipients( $post );
		if ( array() === $to ) {
			return;
		}
		$title = wp_specialchars_decode( get_the_title( $post ), ENT_QUOTES );
		$subject = sprintf( Words::approval_subject(), self::site(), $title );
		try {
			wp_mail( $to, str_replace( array( "\r", "\n" ), ' ', $subject ), self::text( $post, $title, $asked['by']['name'] ) );
		} catch ( \Throwable $error ) {
			Log::error( "The mail about post {$post->ID} was not sent", $error );
		}
	}

	private static function text( \WP_Post $post, string $title, string $name ): string {
		$who = 'future' === $post->post_status
			? sprintf( Words::scheduled_without_right(), $name )
			: sprintf( Words::published_without_right(), $name );
		return implode( "\n\n", array( $title, $who, admin_url( "post.php?post={$post->ID}&action=edit" ) ) );
	}

	/** @return string[] Those who may send and may edit this post. */
	private static function recipients( \WP_Post $post ): array {
		$users = get_users( array( 'capability' => Capabilities::SEND, 'number' => self::MOST ) );
		$users = array_filter( $users, static fn( $user ) => user_can( $user, 'edit_post', $post->ID ) );
		return array_values( array_unique( array_filter( wp_list_pluck( $users, 'user_email' ), 'is_email' ) ) );
	}

	private static function site(): string {
		return wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES );
	}
}
