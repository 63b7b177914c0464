<?php
namespace OmedaNewsletterConnector\Email;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Requests a newsletter's content from this site's own front end, as a visitor without cookies. */
final class Loopback {
	public const QUERY_VAR = 'omeda_connector_render';

	/** Enough for a slow site; one that hangs delays a drain no longer than that. */
	private const TIMEOUT_SECONDS = 10;

	public function __construct( private readonly LoopbackBreaker $breaker ) {}

	/**
	 * @param object $row As this process claimed it.
	 * @return array{html: string, styles: string, language: string, direction: string}|null Null if it cannot be called.
	 * @throws \RuntimeException Why the front end could not render it.
	 */
	public function mail( object $row ): ?array {
		if ( self::is_only_worker() || $this->breaker->is_open() ) {
			return null;
		}
		$answer = $this->ask( $row );
		if ( is_wp_error( $answer ) ) {
			$this->breaker->failed();
			return null;
		}
		$this->breaker->close();
		if ( isset( $answer['error'] ) ) {
			throw new \RuntimeException( (string) $answer['error'] );
		}
		return $answer['mail'];
	}

	/** Why the front end cannot be called; empty if it can. */
	public function fault(): string {
		if ( self::is_only_worker() ) {
			return Words::one_worker();
		}
		$answer = $this->ask( FrontEnd::nothing() );
		if ( is_wp_error( $answer ) ) {
			return $answer->get_error_message();
		}
		$this->breaker->close();
		return '';
	}

	/**
	 * A plugin that fails at the call does not affect the newsletter.
	 *
	 * @return array{mail: array<string, string>|null, error: string|null}|\WP_Error
	 */
	private function ask( object $row ): array|\WP_Error {
		try {
			return $this->asked( $row );
		} catch ( \Throwable $error ) {
			return new \WP_Error( 'omeda_connector_loopback', $error->getMessage() );
		}
	}

	/** @return array{mail: array<string, string>|null, error: string|null}|\WP_Error */
	private function asked( object $row ): array|\WP_Error {
		$at       = time();
		$token    = "{$row->id}.{$at}." . LoopbackSignature::of( $row, $at );
		$url      = add_query_arg( self::QUERY_VAR, $token, home_url( '/' ) );
		$response = wp_remote_get(
			$url,
			array(
				'timeout'     => self::TIMEOUT_SECONDS,
				'redirection' => 0,
				'user-agent'  => 'omeda-newsletter-connector/' . \OmedaNewsletterConnector\VERSION,
				/** This filter is documented in wp-includes/class-wp-http-streams.php */
				'sslverify'   => apply_filters( 'https_local_ssl_verify', false, $url ),
			)
		);
		if ( is_wp_error( $response ) ) {
			return $response;
		}
		$said = json_decode( wp_remote_retrieve_body( $response ), true );
		$text = (string) ( $said['answer'] ?? '' );
		if ( hash_equals( LoopbackSignature::seal( $text, $row, $at ), (string) ( $said['seal'] ?? '' ) ) ) {
			return json_decode( $text, true );
		}
		$words = Words::loopback_status();
		return new \WP_Error( 'omeda_connector_loopback', sprintf( $words, (int) wp_remote_retrieve_response_code( $response ) ) );
	}

	/** A development server would wait for itself until the timeout. */
	private static function is_only_worker(): bool {
		return 'cli-server' === PHP_SAPI && (int) getenv( 'PHP_CLI_SERVER_WORKERS' ) < 2;
	}
}
