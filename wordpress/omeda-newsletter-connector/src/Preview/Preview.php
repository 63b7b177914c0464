<?php
namespace OmedaNewsletterConnector\Preview;

use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Delivery\EventBody;
use OmedaNewsletterConnector\Email\PassingRow;
use OmedaNewsletterConnector\Gateway\GatewayError;
use OmedaNewsletterConnector\Gateway\Refusal;
use OmedaNewsletterConnector\Delivery\Signature;
use OmedaNewsletterConnector\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** The mail as readers would get it, made by the gateway, which stores nothing of it. */
final class Preview {
	private const TIMEOUT_SECONDS = 15;

	public function __construct(
		private readonly Settings $settings,
		private readonly EventBody $bodies,
	) {}

	/**
	 * @param array<string, mixed> $edits What the editor has on the screen.
	 * @param array<string, mixed> $type  Deployment type.
	 * @return array<string, mixed>|\WP_Error The gateway's response.
	 * @throws \Throwable What a filter of a plugin threw.
	 */
	public function of( \WP_Post $post, array $edits, array $type ): array|\WP_Error {
		if ( ! $this->settings->is_complete() ) {
			return GatewayError::incomplete();
		}
		$row = PassingRow::keep( $post->ID, EventType::SAVED, Draft::snapshot( $post, $edits, $type ) );
		try {
			$body = array( 'sequence' => 1 ) + $this->bodies->of( $row );
		} finally {
			PassingRow::forget( $row );
		}
		return self::answer( $this->ask( (string) wp_json_encode( $body ) ) );
	}

	/** @return array<string, mixed>|\WP_Error */
	private function ask( string $body ): array|\WP_Error {
		$id      = 'preview_' . wp_generate_uuid4();
		$headers = Signature::headers( $this->settings->text( 'secret' ), $id, $body, time() );
		$path    = 'v1/sites/' . rawurlencode( $this->settings->text( 'site_id' ) ) . '/preview';
		return wp_remote_post(
			$this->settings->url( $path ),
			array(
				'timeout'     => self::TIMEOUT_SECONDS,
				'redirection' => 0,
				'headers'     => $headers + array( 'content-type' => 'application/json' ),
				'body'        => $body,
			)
		);
	}

	/** @return array<string, mixed>|\WP_Error */
	private static function answer( array|\WP_Error $response ): array|\WP_Error {
		if ( is_wp_error( $response ) ) {
			return GatewayError::away();
		}
		$status = (int) wp_remote_retrieve_response_code( $response );
		$answer = json_decode( wp_remote_retrieve_body( $response ), true );
		$answer = is_array( $answer ) ? $answer : null;
		if ( 200 === $status && null !== $answer ) {
			return $answer;
		}
		return new \WP_Error( 'omeda_no_preview', Refusal::words( 200 === $status ? 502 : $status, $answer ), array( 'status' => 502 ) );
	}
}
