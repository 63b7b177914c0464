<?php
namespace OmedaNewsletterConnector\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * The address this site had when it was connected. A copy of the database at another address, or in
 * another environment, is a dry run until a person confirms it: a clone must not mail readers. A clone is
 * made by replacing the address in the whole database: what is stored here must not change with it.
 */
final class Pin {
	public const OPTION = 'omeda_connector_pin';

	public function set(): void {
		$since = $this->connected_at();
		self::keep( self::home(), wp_get_environment_type(), '' === $since ? gmdate( 'Y-m-d H:i:s' ) : $since );
	}

	/** Before version 4 of the schema the address was kept as it is. */
	public function hide_address(): void {
		$saved = $this->saved();
		if ( isset( $saved['url'], $saved['environment'] ) ) {
			self::keep( $saved['url'], $saved['environment'], $this->connected_at() );
		}
	}

	/** A production site with its settings in wp-config.php needs nobody to press a button. */
	public function adopt_production( Settings $settings ): void {
		$is_ready = $settings->is_complete() && 'production' === wp_get_environment_type();
		if ( $is_ready && ! $this->is_set() ) {
			$this->set();
		}
	}

	public function is_set(): bool {
		return array() !== $this->saved();
	}

	public function is_dry_run(): bool {
		$saved = $this->saved();
		$here  = self::hash( self::home(), wp_get_environment_type(), (string) ( $saved['salt'] ?? '' ) );
		return ! hash_equals( $here, (string) ( $saved['hash'] ?? '' ) );
	}

	/** Address the site was connected at; empty before. */
	public function url(): string {
		return strrev( (string) hex2bin( (string) ( $this->saved()['reversed'] ?? '' ) ) );
	}

	/** When it was connected first, in UTC as WordPress writes it; empty before. */
	public function connected_at(): string {
		return (string) ( $this->saved()['connected_at'] ?? '' );
	}

	private static function home(): string {
		return (string) get_option( 'home' );
	}

	private static function keep( string $url, string $environment, string $connected_at ): void {
		$salt = bin2hex( random_bytes( 16 ) );
		$pin  = array(
			'hash'         => self::hash( $url, $environment, $salt ),
			'salt'         => $salt,
			'reversed'     => bin2hex( strrev( $url ) ),
			'connected_at' => $connected_at,
		);
		update_option( self::OPTION, $pin, true );
	}

	private static function hash( string $url, string $environment, string $salt ): string {
		return hash_hmac( 'sha256', "{$environment} {$url}", $salt );
	}

	/** @return array<string, string> */
	private function saved(): array {
		$saved = get_option( self::OPTION, array() );
		return is_array( $saved ) ? $saved : array();
	}
}
