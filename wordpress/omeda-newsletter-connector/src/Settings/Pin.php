<?php
namespace OmedaNewsletterConnector\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * The address this site had when it was connected. A copy of the database at another address, or in
 * another environment, is a dry run until somebody says otherwise: a clone must not mail readers.
 */
final class Pin {
	public const OPTION = 'omeda_connector_pin';

	public function set(): void {
		$since = $this->connected_at();
		$pin   = $this->here() + array( 'connected_at' => '' === $since ? gmdate( 'Y-m-d H:i:s' ) : $since );
		update_option( self::OPTION, $pin, true );
	}

	/** A production site whose settings stand in wp-config.php needs nobody to press a button. */
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
		if ( array() === $saved ) {
			return true;
		}
		return array_intersect_key( $saved, $this->here() ) !== $this->here();
	}

	/** Address the site was connected at; empty before. */
	public function url(): string {
		return (string) ( $this->saved()['url'] ?? '' );
	}

	/** When it was connected first, in UTC as WordPress writes it; empty before. */
	public function connected_at(): string {
		return (string) ( $this->saved()['connected_at'] ?? '' );
	}

	/** @return array{url: string, environment: string} */
	private function here(): array {
		return array(
			'url'         => (string) get_option( 'home' ),
			'environment' => wp_get_environment_type(),
		);
	}

	/** @return array<string, string> */
	private function saved(): array {
		$saved = get_option( self::OPTION, array() );
		return is_array( $saved ) ? $saved : array();
	}
}
