<?php
namespace OmedaNewsletterConnector\Gateway;

defined( 'ABSPATH' ) || exit;

/**
 * Reads a response from any sender: a proxy, another program at that address. Values of the wrong type
 * count as missing.
 */
final class Field {
	/** Text or a number as text; empty when there is none. */
	public static function text( mixed $document, string ...$path ): string {
		$value = self::at( $document, $path );
		return is_string( $value ) || is_int( $value ) ? (string) $value : '';
	}

	/** Null instead of an empty one. */
	public static function text_or_null( mixed $document, string ...$path ): ?string {
		$text = self::text( $document, ...$path );
		return '' === $text ? null : $text;
	}

	/** A whole number; null when there is none. */
	public static function count( mixed $document, string ...$path ): ?int {
		$value = self::at( $document, $path );
		return is_int( $value ) ? $value : null;
	}

	/** @return array<int, array<string, mixed>> The objects in a list. */
	public static function objects( mixed $document, string ...$path ): array {
		$value = self::at( $document, $path );
		return is_array( $value ) ? array_values( array_filter( $value, 'is_array' ) ) : array();
	}

	/** @param string[] $path */
	private static function at( mixed $value, array $path ): mixed {
		foreach ( $path as $name ) {
			$value = is_array( $value ) ? ( $value[ $name ] ?? null ) : null;
		}
		return $value;
	}
}
