<?php
/** Every echo escapes: its arguments are literals, or calls of an escaping function at that very place. */
final class OutputCheck {
	private const SAFE = array(
		'esc_html', 'esc_attr', 'esc_url', 'esc_textarea', 'esc_html__', 'esc_attr__', 'absint', 'checked', 'selected', 'disabled',
	);
	private const FORBIDDEN = array( 'print_r', 'var_dump', 'var_export', '_e', '_ex', 'vprintf', 'readfile', 'passthru', 'eval' );

	/** @return string[] */
	public static function faults( Tokens $tokens ): array {
		$faults = array();
		foreach ( array_keys( $tokens->all ) as $at ) {
			foreach ( self::printed( $tokens, $at ) as $part ) {
				if ( ! self::is_safe( $tokens, $part ) ) {
					$faults[] = $tokens->where( $at ) . ' prints without escaping: ' . $tokens->source( $part );
				}
			}
			if ( $tokens->is_call( $at, self::FORBIDDEN ) || $tokens->all[ $at ]->is( array( T_PRINT, T_EVAL, T_OPEN_TAG_WITH_ECHO ) ) ) {
				$faults[] = $tokens->where( $at ) . ' uses ' . $tokens->text( $at );
			}
		}
		return $faults;
	}

	/** @return int[][] */
	private static function printed( Tokens $tokens, int $at ): array {
		if ( $tokens->all[ $at ]->is( T_ECHO ) ) {
			return $tokens->parts( $at + 1, array( ',', '.' ) );
		}
		if ( $tokens->is_call( $at, array( 'printf', 'wp_die' ) ) ) {
			return $tokens->parts( $at + 2, array( ',', '.' ) );
		}
		return array();
	}

	private static function is_safe( Tokens $tokens, array $part ): bool {
		$first = $tokens->all[ $part[0] ];
		if ( 1 === count( $part ) ) {
			return $first->is( array( T_CONSTANT_ENCAPSED_STRING, T_LNUMBER ) );
		}
		// wp_die's status.
		if ( $first->is( array( T_INT_CAST, T_ARRAY ) ) ) {
			return true;
		}
		$is_whole = count( $tokens->parts( $part[0] + 2, array() )[0] ?? array() ) + 3 === count( $part );
		return $tokens->is_call( $part[0], self::SAFE ) && $is_whole;
	}
}
