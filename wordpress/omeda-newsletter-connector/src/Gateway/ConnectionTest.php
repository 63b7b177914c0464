<?php
namespace OmedaNewsletterConnector\Gateway;

use OmedaNewsletterConnector\Delivery\Sender;
use OmedaNewsletterConnector\Delivery\Signature;
use OmedaNewsletterConnector\Settings\Settings;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Tests each part of the connection separately, to name what is wrong. */
final class ConnectionTest {
	private const TIMEOUT_SECONDS = 8;

	public function __construct(
		private readonly Settings $settings,
		private readonly GatewayClient $gateway,
		private readonly Sender $sender,
	) {}

	/** @return array<int, array{name: string, ok: bool, message: string}> */
	public function test(): array {
		$missing = $this->settings->missing();
		if ( array() !== $missing ) {
			$words = Words::settings_missing();
			return array( self::result( 'settings', sprintf( $words, implode( ', ', $missing ) ) ) );
		}
		return array( $this->key(), $this->signature() );
	}

	/** @return array{name: string, ok: bool, message: string} */
	private function key(): array {
		$answer = $this->gateway->get( 'v1/deployments', array( 'limit' => 1 ) );
		PublishDelay::keep( $this->gateway->site() );
		return self::result( 'key', is_wp_error( $answer ) ? $answer->get_error_message() : '' );
	}

	/** An event without a body is refused only for its body once secret and clock are good. */
	private function signature(): array {
		$fault = Signature::fault( $this->settings->text( 'secret' ) );
		if ( '' !== $fault ) {
			return self::result( 'signature', $fault );
		}
		$row     = (object) array( 'event_id' => 'test_' . wp_generate_uuid4(), 'body' => '{}', 'attempts' => 1 );
		$verdict = $this->sender->send( $row, self::TIMEOUT_SECONDS, 0 );
		return self::result( 'signature', $verdict->is_of_body() ? '' : $verdict->words );
	}

	/** @return array{name: string, ok: bool, message: string} */
	private static function result( string $name, string $fault ): array {
		return array(
			'name'    => $name,
			'ok'      => '' === $fault,
			'message' => $fault,
		);
	}
}
