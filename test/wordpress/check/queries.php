<?php
/** Every query is prepared: SQL is a literal, and only names of tables and lists of placeholders are inserted. */
final class QueryCheck {
	private const CALLS = array( 'query', 'get_results', 'get_row', 'get_var', 'get_col' );
	private const NAMES = array( '$table', '$places' );

	/** @return string[] */
	public static function faults( Tokens $tokens ): array {
		$faults = array();
		foreach ( array_keys( $tokens->all ) as $at ) {
			if ( ! self::is_query( $tokens, $at ) ) {
				continue;
			}
			$sql = $tokens->parts( $at + 4, array( ',' ) )[0] ?? array();
			if ( ! self::is_prepare( $tokens, $sql ) && ! self::is_literal( $tokens, $sql ) ) {
				$faults[] = $tokens->where( $at ) . ' is not prepared: ' . $tokens->source( $sql );
			}
		}
		return $faults;
	}

	/** The same goes for prepare's own first argument. */
	private static function is_query( Tokens $tokens, int $at ): bool {
		$names = array( ...self::CALLS, 'prepare' );
		return '$wpdb' === $tokens->text( $at ) && '->' === $tokens->text( $at + 1 )
			&& in_array( $tokens->text( $at + 2 ), $names, true ) && '(' === $tokens->text( $at + 3 );
	}

	private static function is_prepare( Tokens $tokens, array $sql ): bool {
		return count( $sql ) > 3 && '$wpdb' === $tokens->text( $sql[0] ) && 'prepare' === $tokens->text( $sql[2] );
	}

	private static function is_literal( Tokens $tokens, array $sql ): bool {
		$allowed = array( T_CONSTANT_ENCAPSED_STRING, T_ENCAPSED_AND_WHITESPACE, T_CURLY_OPEN );
		foreach ( $sql as $index => $at ) {
			$token = $tokens->all[ $at ];
			$is_ok = $token->is( $allowed ) || in_array( $token->text, array( '"', '}', '->' ), true )
				|| in_array( $token->text, self::NAMES, true ) || '$wpdb' === $token->text
				|| ( $token->is( T_STRING ) && '$wpdb' === $tokens->text( $sql[ max( 0, $index - 2 ) ] ) );
			if ( ! $is_ok ) {
				return false;
			}
		}
		return array() !== $sql;
	}
}
