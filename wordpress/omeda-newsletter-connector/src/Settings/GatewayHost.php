<?php
namespace OmedaNewsletterConnector\Settings;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/**
 * Signing secret and site key are for one host. A person who may change the address must not get what was
 * saved by naming a host of their own, so a new host requires entering both again.
 */
final class GatewayHost {
	public function __construct( private readonly Settings $settings ) {}

	/**
	 * @param array<string, mixed> $before
	 * @param array<string, mixed> $taken The values to save.
	 * @param array<string, mixed> $typed Secrets as they were typed.
	 * @return string Why the address stays; empty if it may change.
	 */
	public function fault( array $before, array $taken, array $typed ): string {
		$origin = self::origin( $taken['gateway_url'] );
		if ( '' === $origin || self::origin( $before['gateway_url'] ) === $origin ) {
			return '';
		}
		foreach ( Settings::SECRETS as $name ) {
			if ( $this->settings->is_constant( $name ) ) {
				return Words::secrets_in_config();
			}
			$is_anew = '' !== $taken[ $name ] && trim( (string) ( $typed[ $name ] ?? '' ) ) === $taken[ $name ];
			if ( '' !== $before[ $name ] && ! $is_anew ) {
				return Words::other_host();
			}
		}
		return '';
	}

	/** @param array<string, string> $taken @return array<string, string> Secrets are removed with their host. */
	public static function without_orphans( array $taken ): array {
		return '' === $taken['gateway_url'] ? array_merge( $taken, array_fill_keys( Settings::SECRETS, '' ) ) : $taken;
	}

	private static function origin( string $url ): string {
		$parts = wp_parse_url( $url );
		$parts = is_array( $parts ) ? $parts : array();
		return trim( implode( ' ', array( $parts['scheme'] ?? '', strtolower( $parts['host'] ?? '' ), $parts['port'] ?? '' ) ) );
	}
}
