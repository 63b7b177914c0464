<?php
namespace OmedaNewsletterConnector\Gateway;

use OmedaNewsletterConnector\Capture\PostUid;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Reads and actions at the gateway, with the site key. */
final class GatewayClient {
	private const TIMEOUT_SECONDS = 12;
	/** An open editor polls: a gateway that hangs must not occupy all of PHP's workers. */
	private const LOOK_SECONDS = 4;

	public function __construct( private readonly Settings $settings ) {}

	public function is_ready(): bool {
		return $this->settings->is_complete() && '' !== $this->settings->text( 'site_key' )
			&& ! $this->settings->is_on( 'disabled' );
	}

	/**
	 * @param array<string, scalar> $query
	 * @return array<string, mixed>|\WP_Error
	 */
	public function get( string $path, array $query = array(), int $timeout = self::TIMEOUT_SECONDS ): array|\WP_Error {
		$url = $this->settings->url( $path );
		return $this->call( 'GET', array() === $query ? $url : $url . '?' . http_build_query( $query ), null, $timeout );
	}

	/**
	 * What the gateway returns from its own store, at once.
	 *
	 * @param array<string, scalar> $query
	 * @return array<string, mixed>|\WP_Error
	 */
	public function look( string $path, array $query = array() ): array|\WP_Error {
		return $this->get( $path, $query, self::LOOK_SECONDS );
	}

	/**
	 * @param array<string, mixed> $body
	 * @return array<string, mixed>|\WP_Error
	 */
	public function post( string $path, array $body ): array|\WP_Error {
		return $this->call( 'POST', $this->settings->url( $path ), $body );
	}

	/** @return array<string, mixed>|\WP_Error The status of a post's newsletter. */
	public function status_of( int $post_id ): array|\WP_Error {
		$site   = rawurlencode( $this->settings->text( 'site_id' ) );
		$status = $this->look( "v1/sites/{$site}/posts/{$post_id}/deployment" );
		return is_wp_error( $status ) || self::is_of( $post_id, $status ) ? $status : GatewayError::refused( 404, array() );
	}

	/** The number may have been another newsletter's before. @param array<string, mixed> $status */
	public static function is_of( int $post_id, array $status ): bool {
		$uid = PostUid::read( $post_id );
		return null !== $uid && Field::text( $status, 'post', 'uid' ) === $uid && '' !== Field::text( $status, 'deploymentId' );
	}

	/** @return array<string, mixed>|\WP_Error How the gateway has this site set up. */
	public function site(): array|\WP_Error {
		return $this->look( 'v1/sites/' . rawurlencode( $this->settings->text( 'site_id' ) ) );
	}

	/** @return array<string, mixed>|\WP_Error Omeda's own list of deployment types. */
	public function omeda_types( bool $is_fresh ): array|\WP_Error {
		$site = rawurlencode( $this->settings->text( 'site_id' ) );
		return $this->get( "v1/sites/{$site}/deployment-types", $is_fresh ? array( 'refresh' => 'true' ) : array() );
	}

	/** @param array<string, mixed>|null $body */
	private function call( string $method, string $url, ?array $body, int $timeout = self::TIMEOUT_SECONDS ): array|\WP_Error {
		if ( ! $this->is_ready() ) {
			return GatewayError::incomplete();
		}
		$headers = array(
			'authorization'    => 'Bearer ' . $this->settings->text( 'site_key' ),
			'accept'           => 'application/json',
			'newsletter-actor' => self::actor(),
		);
		$options = array(
			'method'      => $method,
			'timeout'     => $timeout,
			'redirection' => 0,
			'headers'     => array_filter( $headers ),
		);
		if ( null !== $body ) {
			$options['headers']['content-type'] = 'application/json';
			$options['body']                    = wp_json_encode( (object) $body );
		}
		return $this->read( wp_remote_request( $url, $options ) );
	}

	/** @return array<string, mixed>|\WP_Error */
	private function read( array|\WP_Error $response ): array|\WP_Error {
		if ( is_wp_error( $response ) ) {
			return GatewayError::away();
		}
		$status = (int) wp_remote_retrieve_response_code( $response );
		$answer = json_decode( wp_remote_retrieve_body( $response ), true );
		if ( $status >= 200 && $status < 300 && is_array( $answer ) ) {
			return $answer;
		}
		return GatewayError::refused( $status, is_array( $answer ) ? $answer : array() );
	}

	/** The person who makes the request, for the history; no line break gets into a header. */
	private static function actor(): string {
		$user = wp_get_current_user();
		return $user->exists() ? (string) preg_replace( '/[\x00-\x1f\x7f]/', '', $user->display_name ) : '';
	}
}
