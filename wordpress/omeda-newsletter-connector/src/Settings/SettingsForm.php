<?php
namespace OmedaNewsletterConnector\Settings;

use OmedaNewsletterConnector\Delivery\Breaker;
use OmedaNewsletterConnector\Delivery\Signature;
use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Validates an administrator's input: errors are reported, and the earlier value stays. */
final class SettingsForm {
	public const GROUP = 'omeda_connector';

	private const LOCAL = array( 'localhost', '127.0.0.1', '::1' );

	public function __construct(
		private readonly Settings $settings,
		private readonly Breaker $breaker,
	) {}

	public function register(): void {
		add_action( 'admin_init', array( $this, 'register_setting' ) );
		add_filter( 'option_page_capability_' . self::GROUP, static fn() => Capabilities::MANAGE );
	}

	public function register_setting(): void {
		register_setting(
			self::GROUP,
			Settings::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( $this, 'clean' ),
				'show_in_rest'      => false,
			)
		);
	}

	/** @return array<string, mixed> */
	public function clean( mixed $given ): array {
		$before = get_option( Settings::OPTION, array() );
		$before = array_merge( Settings::DEFAULTS, is_array( $before ) ? $before : array() );
		// Our own code saves whole and clean settings; a form sends a marker.
		if ( ! is_array( $given ) || empty( $given['is_form'] ) ) {
			return array_merge( $before, array_intersect_key( (array) $given, Settings::DEFAULTS ) );
		}
		$this->breaker->close();
		return $this->fixed( $before ) + $this->connection( $given, $before ) + array(
			'disabled'     => ! empty( $given['disabled'] ),
			'timeout'      => max( 1, min( 60, absint( $given['timeout'] ?? 10 ) ) ),
			'post_types'   => self::post_types( $given['post_types'] ?? array() ),
			'every_post'   => self::post_types( array_keys( (array) ( $given['newsletters'] ?? array() ), 'every', true ) ),
			'mode'         => 'sync' === ( $given['mode'] ?? '' ) ? 'sync' : 'async',
			'sync_wait'    => max( 1, min( 60, absint( $given['sync_wait'] ?? 20 ) ) ),
			'mail'         => ! empty( $given['mail'] ),
			'skip_imports' => ! empty( $given['skip_imports'] ),
			'remove_data'  => ! empty( $given['remove_data'] ),
		);
	}

	/**
	 * @param array<string, mixed> $given
	 * @param array<string, mixed> $before
	 * @return array<string, string>
	 */
	private function connection( array $given, array $before ): array {
		$taken = array(
			'gateway_url' => $this->url( self::text( $given, 'gateway_url' ), $before['gateway_url'] ),
			'site_id'     => $this->site_id( self::text( $given, 'site_id' ), $before['site_id'] ),
			'secret'      => $this->secret( self::text( $given, 'secret' ), $before['secret'] ),
			'site_key'    => $this->key( self::text( $given, 'site_key' ), $before['site_key'] ),
		);
		$host  = new GatewayHost( $this->settings );
		$fault = $host->fault( $before, $taken, array_intersect_key( $given, array_flip( Settings::SECRETS ) ) );
		if ( '' !== $fault ) {
			$this->refuse( $fault );
			$taken['gateway_url'] = $before['gateway_url'];
		}
		return GatewayHost::without_orphans( $taken );
	}

	/** The form omits what is in wp-config.php: the saved value stays for when it is removed there. */
	private function fixed( array $before ): array {
		return array_filter( $before, fn( $name ) => $this->settings->is_constant( $name ), ARRAY_FILTER_USE_KEY );
	}

	/** @param array<string, mixed> $given */
	private static function text( array $given, string $name ): string {
		return is_scalar( $given[ $name ] ?? null ) ? trim( (string) $given[ $name ] ) : '';
	}

	/** As the gateway's SITES_FILE accepts it. */
	private function site_id( string $given, string $before ): string {
		if ( '' !== $given && ! preg_match( '/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/', $given ) ) {
			$this->refuse( Words::bad_site_id() );
			return $before;
		}
		return $given;
	}

	/** It carries posts and keys: outside of this machine and private networks, only encrypted. */
	private function url( string $given, string $before ): string {
		$url    = esc_url_raw( $given, array( 'http', 'https' ) );
		$parts  = wp_parse_url( $url );
		$host   = is_array( $parts ) ? (string) ( $parts['host'] ?? '' ) : '';
		$is_bad = '' !== $given && ( '' === $host || isset( $parts['user'] ) || isset( $parts['query'] ) );
		if ( $is_bad ) {
			$this->refuse( Words::bad_url() );
			return $before;
		}
		if ( 'http' === ( $parts['scheme'] ?? '' ) && ! in_array( $host, self::LOCAL, true ) ) {
			$this->refuse( Words::url_not_encrypted(), 'warning' );
		}
		return untrailingslashit( $url );
	}

	/** Left empty, it stays: saved secrets are never shown again. */
	private function secret( string $given, string $before ): string {
		$fault = '' === $given ? '' : Signature::fault( $given );
		if ( '' !== $fault ) {
			$this->refuse( $fault );
		}
		return '' === $given || '' !== $fault ? $before : $given;
	}

	private function key( string $given, string $before ): string {
		if ( '' !== $given && ! preg_match( '/^[\x21-\x7e]{16,}$/', $given ) ) {
			$this->refuse( Words::bad_site_key() );
			return $before;
		}
		return '' === $given ? $before : $given;
	}

	/** @return string[] */
	private static function post_types( mixed $given ): array {
		$known = array_keys( self::choosable() );
		return array_values( array_intersect( array_map( 'strval', (array) $given ), $known ) );
	}

	/** @return array<string, \WP_Post_Type> Post types that people edit and readers see. */
	public static function choosable(): array {
		$types = get_post_types( array( 'show_ui' => true ), 'objects' );
		unset( $types['attachment'], $types['wp_block'], $types['wp_navigation'], $types['wp_template'], $types['wp_template_part'] );
		unset( $types[ \OmedaNewsletterConnector\Types\TypePostType::NAME ] );
		return $types;
	}

	private function refuse( string $words, string $kind = 'error' ): void {
		if ( function_exists( 'add_settings_error' ) ) {
			add_settings_error( Settings::OPTION, md5( $words ), $words, $kind );
		}
	}
}
