<?php
/** Every string people read is translatable: literal, in our domain, explained if it has placeholders. */
final class StringCheck {
	private const DOMAIN = "'omeda-newsletter-connector'";
	/** By function: how many of its first arguments are texts. */
	private const TEXTS = array(
		'__' => 1, 'esc_html__' => 1, 'esc_attr__' => 1, 'esc_html_e' => 1, '_x' => 2, '_n' => 2,
	);
	/** Arguments (from 0) of WordPress's functions that people read. */
	private const SHOWN = array(
		'add_menu_page' => array( 0, 1 ), 'add_submenu_page' => array( 1, 2 ), 'add_meta_box' => array( 1 ),
		'submit_button' => array( 0 ), 'wp_die' => array( 0 ), 'esc_html' => array( 0 ),
	);

	/** @return string[] */
	public static function faults( Tokens $tokens, string $source ): array {
		$faults = array();
		foreach ( array_keys( $tokens->all ) as $at ) {
			$faults = array_merge( $faults, self::translation( $tokens, $at, explode( "\n", $source ) ), self::untranslated( $tokens, $at ) );
		}
		return $faults;
	}

	private static function translation( Tokens $tokens, int $at, array $lines ): array {
		if ( ! $tokens->is_call( $at, array_keys( self::TEXTS ) ) ) {
			return array();
		}
		$arguments = array_map( array( $tokens, 'source' ), $tokens->parts( $at + 2, array( ',' ) ) );
		$texts     = array_slice( $arguments, 0, self::TEXTS[ $tokens->text( $at ) ] );
		$line      = $tokens->all[ $at ]->line;
		$faults    = array();
		foreach ( $texts as $text ) {
			$is_literal = 1 === preg_match( "/^'[^']*'$/", $text );
			$before     = implode( '', array_slice( $lines, max( 0, $line - 3 ), 3 ) );
			$has_reason = 0 === preg_match( '/%(\d\$)?[sd]/', $text ) || str_contains( $before, 'translators:' );
			$faults[]   = $is_literal ? '' : $tokens->where( $at ) . " translates what is no literal: {$text}";
			$faults[]   = $has_reason ? '' : $tokens->where( $at ) . " has placeholders and no translators' comment: {$text}";
		}
		$faults[] = end( $arguments ) === self::DOMAIN ? '' : $tokens->where( $at ) . ' has another text domain';
		return array_filter( $faults );
	}

	private static function untranslated( Tokens $tokens, int $at ): array {
		$shown = array();
		if ( $tokens->all[ $at ]->is( T_ECHO ) ) {
			$shown = $tokens->parts( $at + 1, array( ',', '.' ) );
		} elseif ( $tokens->is_call( $at, array_keys( self::SHOWN ) ) ) {
			$arguments = $tokens->parts( $at + 2, array( ',' ) );
			$shown     = array_intersect_key( $arguments, array_flip( self::SHOWN[ $tokens->text( $at ) ] ) );
		} elseif ( 'WP_Error' === ltrim( $tokens->text( $at ), '\\' ) && '(' === $tokens->text( $at + 1 ) ) {
			$shown = array_slice( $tokens->parts( $at + 2, array( ',' ) ), 1, 1 );
		}
		$bare = array_filter( $shown, fn( $part ) => self::has_words( $tokens->source( $part ) ) );
		return array_map( fn( $part ) => $tokens->where( $at ) . ' shows untranslated words: ' . $tokens->source( $part ), array_values( $bare ) );
	}

	/** A literal with letters besides its tags and placeholders. */
	private static function has_words( string $text ): bool {
		if ( ! preg_match( "/^'(.*)'$/s", $text, $found ) || str_contains( $found[1], "'" ) ) {
			return false;
		}
		$plain = preg_replace( '/<[^>]*>?|^[^<]*>|[a-z-]+="|%\d*\$?[sd]/', '', $found[1] );
		return 1 === preg_match( '/\p{L}{2,}/u', $plain );
	}
}
