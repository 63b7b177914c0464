<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Gateway\Refusal;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** What a response means for the event, and for those behind it. */
final class Verdict {
	public const DELIVERED = 'delivered';
	/** Needs a person; the next one is delivered. */
	public const PARKED = 'parked';
	/** Is retried; those behind it wait. */
	public const RETRY = 'retry';
	/** Nothing more is delivered until an administrator fixes it; retried hourly. */
	public const STOPPED = 'stopped';

	private const PARKING  = array( 400, 403, 405, 409, 413, 415, 422 );
	private const STOPPING = array( 401, 410 );

	/** What a proxy or a page in front of the gateway may also return: then it is about no event in particular. */
	private const OF_THE_WAY = array( 403, 404, 405, 409 );

	private const PROBLEMS = 'urn:newsletter-connector:problem:';

	/** A gateway that keeps failing on one event must not block all others. */
	private const FAULTS_BEFORE_PARKING = 5;

	/** @param array<string, mixed>|null $answer Decoded JSON of the response. */
	private function __construct(
		public readonly string $outcome,
		public readonly int $status,
		public readonly string $words,
		public readonly ?array $answer = null,
		public readonly int $retry_after = 0,
		/** The response is not the gateway's, or it does not know the site: the line waits. */
		public readonly bool $is_silence = false,
	) {}

	/** @param array<string, mixed>|\WP_Error $response */
	public static function of( array|\WP_Error $response, int $attempts ): self {
		if ( is_wp_error( $response ) ) {
			return new self( self::RETRY, 0, self::silence( $response ), null, 0, true );
		}
		$status = (int) wp_remote_retrieve_response_code( $response );
		$answer = json_decode( wp_remote_retrieve_body( $response ), true );
		$answer = is_array( $answer ) ? $answer : null;
		$after  = self::retry_after( wp_remote_retrieve_header( $response, 'retry-after' ) );
		if ( self::is_of_something_else( $status, $answer ) ) {
			$words = Words::not_the_gateway();
			return new self( self::RETRY, $status, sprintf( $words, $status ), null, $after, true );
		}
		if ( 404 === $status ) {
			return new self( self::RETRY, $status, Words::site_unknown(), $answer, $after, true );
		}
		return new self( self::outcome( $status, $answer, $attempts ), $status, Refusal::words( $status, $answer ), $answer, $after );
	}

	/** A maintenance page or a firewall keeps requests from the gateway, whatever its status. */
	private static function is_of_something_else( int $status, ?array $answer ): bool {
		if ( $status < 300 ) {
			return '' === Field::text( $answer, 'deploymentId' );
		}
		return $status < 400 || ( in_array( $status, self::OF_THE_WAY, true ) && ! self::is_problem( $answer ) );
	}

	private static function is_problem( ?array $answer ): bool {
		return str_starts_with( Field::text( $answer, 'type' ), self::PROBLEMS );
	}

	/** Only the body was refused: address, secret, and clock are good. */
	public function is_of_body(): bool {
		return 400 === $this->status && self::is_problem( $this->answer );
	}

	public function is_stale(): bool {
		return self::DELIVERED === $this->outcome && ! empty( $this->answer['stale'] );
	}

	/** The gateway has this event with another body: a database that was restored sent it before. */
	public function is_other_body(): bool {
		return 422 === $this->status && str_ends_with( Field::text( $this->answer, 'type' ), ':other-body' );
	}

	private static function outcome( int $status, ?array $answer, int $attempts ): string {
		return match ( true ) {
			$status < 300                             => self::DELIVERED,
			in_array( $status, self::PARKING, true )  => self::PARKED,
			in_array( $status, self::STOPPING, true ) => self::STOPPED,
			500 === $status && self::is_problem( $answer ) && $attempts >= self::FAULTS_BEFORE_PARKING => self::PARKED,
			default                                   => self::RETRY,
		};
	}

	/** Seconds or a date, at most an hour. */
	private static function retry_after( mixed $header ): int {
		$text    = is_array( $header ) ? (string) reset( $header ) : (string) $header;
		$seconds = ctype_digit( $text ) ? (int) $text : (int) strtotime( $text ) - time();
		return max( 0, min( $seconds, HOUR_IN_SECONDS ) );
	}

	/** cURL's own words help nobody. */
	private static function silence( \WP_Error $error ): string {
		$text = $error->get_error_message();
		if ( 'http_request_not_executed' === $error->get_error_code() ) {
			return Words::host_blocked();
		}
		if ( str_contains( $text, 'timed out' ) || str_contains( $text, 'cURL error 28' ) ) {
			return Words::gateway_too_slow();
		}
		return Words::gateway_unreachable();
	}
}
