<?php
namespace OmedaNewsletterConnector\Types;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Invalid addresses in a deployment type's form: shown once on the next page, by field. */
final class TypeFaults {
	private const TRANSIENT = 'omeda_connector_type_faults_';
	private const SECONDS   = 5 * MINUTE_IN_SECONDS;
	private const MOST      = 10;

	/** @param array<string, mixed> $given The form's input. */
	public static function note( array $given ): void {
		$faults = array();
		foreach ( array( 'fromEmail', 'replyTo' ) as $name ) {
			$faults[ $name ] = self::no_addresses( array( $given[ $name ] ?? '' ) );
		}
		$lines             = is_string( $given['testers'] ?? null ) ? preg_split( '/\R/', $given['testers'] ) : array();
		$faults['testers'] = self::no_addresses( array_map( static fn( $line ) => explode( ',', $line )[0], (array) $lines ) );
		if ( array() !== array_filter( $faults ) ) {
			set_transient( self::key(), $faults, self::SECONDS );
		}
	}

	public static function show(): void {
		$faults = get_transient( self::key() );
		if ( ! is_array( $faults ) ) {
			return;
		}
		delete_transient( self::key() );
		$words = Words::bad_address();
		echo '<div class="notice notice-error"><ul>';
		foreach ( $faults as $name => $texts ) {
			foreach ( $texts as $text ) {
				echo '<li>' . esc_html( sprintf( $words, TypeFields::labels()[ $name ], $text ) ) . '</li>';
			}
		}
		echo '</ul></div>';
	}

	/**
	 * @param mixed[] $given
	 * @return string[]
	 */
	private static function no_addresses( array $given ): array {
		$texts = array_filter( array_map( static fn( $text ) => is_scalar( $text ) ? trim( (string) $text ) : '', $given ) );
		$bad   = array_filter( $texts, static fn( $text ) => ! is_email( sanitize_email( $text ) ) || sanitize_email( $text ) !== $text );
		return array_map( static fn( $text ) => mb_substr( $text, 0, 100 ), array_slice( array_values( $bad ), 0, self::MOST ) );
	}

	private static function key(): string {
		return self::TRANSIENT . get_current_user_id();
	}
}
