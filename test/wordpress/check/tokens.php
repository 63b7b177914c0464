<?php
/** PHP's own tokens, without space and comments, and how to traverse an expression. */
final class Tokens {
	private const SKIPPED = array( T_WHITESPACE, T_COMMENT, T_DOC_COMMENT );

	/** @var PhpToken[] */
	public readonly array $all;

	public function __construct( public readonly string $file, string $source ) {
		$this->all = array_values( array_filter( PhpToken::tokenize( $source ), fn( $token ) => ! $token->is( self::SKIPPED ) ) );
	}

	public function text( int $at ): string {
		return isset( $this->all[ $at ] ) ? $this->all[ $at ]->text : '';
	}

	public function where( int $at ): string {
		return "{$this->file}:{$this->all[ $at ]->line}";
	}

	/** Whether it calls a function of this name, and is not a method, a declaration, or a constant. */
	public function is_call( int $at, array $names ): bool {
		return $this->all[ $at ]->is( T_STRING ) && in_array( $this->text( $at ), $names, true )
			&& '(' === $this->text( $at + 1 ) && ! in_array( $this->text( $at - 1 ), array( '->', '::', '?->', 'function' ), true );
	}

	/**
	 * The parts of an expression between separators, as lists of token numbers.
	 *
	 * @param int $from First token of the expression; it ends at `;`, `?>` or at its closing bracket.
	 * @return int[][]
	 */
	public function parts( int $from, array $separators ): array {
		$parts = array( array() );
		$depth = 0;
		for ( $at = $from; isset( $this->all[ $at ] ); $at++ ) {
			$text   = $this->text( $at );
			$opens  = in_array( $text, array( '(', '[', '{', '${' ), true ) || $this->all[ $at ]->is( T_CURLY_OPEN );
			$closes = in_array( $text, array( ')', ']', '}' ), true );
			if ( 0 === $depth && ( $closes || ';' === $text || $this->all[ $at ]->is( T_CLOSE_TAG ) ) ) {
				break;
			}
			$depth += $opens ? 1 : ( $closes ? -1 : 0 );
			if ( 0 === $depth && in_array( $text, $separators, true ) ) {
				$parts[] = array();
			} else {
				$parts[ count( $parts ) - 1 ][] = $at;
			}
		}
		return array_values( array_filter( $parts ) );
	}

	public function source( array $part ): string {
		return implode( ' ', array_map( array( $this, 'text' ), $part ) );
	}
}
