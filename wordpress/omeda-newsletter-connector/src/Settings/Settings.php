<?php
namespace OmedaNewsletterConnector\Settings;

defined( 'ABSPATH' ) || exit;

/** The administrator's settings. A constant in wp-config.php overrides the saved option. */
final class Settings {
	public const OPTION = 'omeda_connector_settings';

	public const CONSTANTS = array(
		'gateway_url' => 'OMEDA_CONNECTOR_GATEWAY_URL',
		'site_id'     => 'OMEDA_CONNECTOR_SITE_ID',
		'secret'      => 'OMEDA_CONNECTOR_SECRET',
		'site_key'    => 'OMEDA_CONNECTOR_KEY',
		'disabled'    => 'OMEDA_CONNECTOR_DISABLED',
		'timeout'     => 'OMEDA_CONNECTOR_TIMEOUT',
	);

	/** Never shown again once saved. */
	public const SECRETS = array( 'secret', 'site_key' );

	public const DEFAULTS = array(
		'gateway_url'  => '',
		'site_id'      => '',
		'secret'       => '',
		'site_key'     => '',
		'disabled'     => false,
		// Seconds one attempt may take after the response, in cron and in WP-CLI.
		'timeout'      => 10,
		'post_types'   => array( 'post' ),
		// Every post of these types is a newsletter; of the others, those that their editors tick.
		'every_post'   => array(),
		// async: a save never waits. sync: it waits until nothing more is due, or `sync_wait` seconds.
		'mode'         => 'async',
		'sync_wait'    => 20,
		'mail'         => true,
		'skip_imports' => true,
		'remove_data'  => false,
	);

	public function get( string $name ): mixed {
		if ( $this->is_constant( $name ) ) {
			return constant( self::CONSTANTS[ $name ] );
		}
		return $this->saved()[ $name ];
	}

	public function text( string $name ): string {
		$value = $this->get( $name );
		return is_scalar( $value ) ? trim( (string) $value ) : '';
	}

	public function is_on( string $name ): bool {
		return (bool) $this->get( $name );
	}

	public function is_constant( string $name ): bool {
		return isset( self::CONSTANTS[ $name ] ) && defined( self::CONSTANTS[ $name ] );
	}

	/** @return string[] Names of the post types that may be newsletters. */
	public function post_types(): array {
		return array_values( array_filter( (array) $this->get( 'post_types' ), 'is_string' ) );
	}

	public function is_every_post( string $post_type ): bool {
		return in_array( $post_type, (array) $this->get( 'every_post' ), true );
	}

	/** @return string[] Names of the settings that are missing for delivery. */
	public function missing(): array {
		$needed = array( 'gateway_url', 'site_id', 'secret' );
		return array_values( array_filter( $needed, fn( $name ) => '' === $this->text( $name ) ) );
	}

	public function is_complete(): bool {
		return array() === $this->missing();
	}

	/** Address below the gateway, however its URL ends. */
	public function url( string $path ): string {
		return rtrim( $this->text( 'gateway_url' ), '/' ) . '/' . $path;
	}

	/** @param array<string, mixed> $changes */
	public function save( array $changes ): void {
		$known = array_intersect_key( $changes, self::DEFAULTS );
		update_option( self::OPTION, array_merge( $this->saved(), $known ), true );
	}

	/** @return array<string, mixed> */
	private function saved(): array {
		$saved = get_option( self::OPTION, array() );
		return array_merge( self::DEFAULTS, is_array( $saved ) ? $saved : array() );
	}
}
