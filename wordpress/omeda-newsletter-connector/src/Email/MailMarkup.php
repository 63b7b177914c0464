<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** Of a web page's markup what mail programs show. */
final class MailMarkup {
	public static function safe( string $html ): string {
		$html = self::without_hidden( $html );
		$html = self::links_for_frames( $html );
		$html = self::whole_addresses( $html );
		return trim( wp_kses( $html, self::allowed() ) );
	}

	/** What has no place in a mail goes with its content. */
	private static function without_hidden( string $html ): string {
		return self::replaced( '#<(script|style|noscript|form|object|svg|canvas)\b.*?</\1\s*>#is', '', $html );
	}

	/** Mail programs show no frames: a video becomes its link. */
	private static function links_for_frames( string $html ): string {
		$link = static function ( array $found ): string {
			$url = esc_url( html_entity_decode( $found[2] ), array( 'http', 'https' ) );
			return '' === $url ? '' : '<p><a href="' . $url . '">' . esc_html( $url ) . '</a></p>';
		};
		$html = self::whole( preg_replace_callback( '#<iframe\b[^>]*?\ssrc=(["\'])(.*?)\1[^>]*>.*?</iframe\s*>#is', $link, $html ) );
		return self::replaced( '#<iframe\b.*?(</iframe\s*>|$)#is', '', $html );
	}

	/** An address below this site means nothing in a mailbox. */
	private static function whole_addresses( string $html ): string {
		$home = untrailingslashit( home_url() );
		$html = self::replaced( '#(\s(?:href|src)=["\'])//#i', '$1https://', $html );
		$root = self::replaced( '#^(https?://[^/]+).*$#', '$1', $home );
		return self::replaced( '#(\s(?:href|src)=["\'])/(?!/)#i', '${1}' . $root . '/', $html );
	}

	private static function replaced( string $pattern, string $by, string $html ): string {
		return self::whole( preg_replace( $pattern, $by, $html ) );
	}

	/** @throws \RuntimeException Where PHP gave up: half a mail, or none, must not go out. */
	private static function whole( ?string $html ): string {
		if ( null === $html ) {
			/* translators: %s: PHP's own words */
			$words = __( 'its markup is too much for PHP: %s. A script, style or drawing in it may be huge, or not closed.', 'omeda-newsletter-connector' );
			throw new \RuntimeException( sprintf( $words, preg_last_error_msg() ) );
		}
		return $html;
	}

	/** @return array<string, array<string, bool>> As in posts, without what only browsers use. */
	private static function allowed(): array {
		$allowed = wp_kses_allowed_html( 'post' );
		unset( $allowed['button'], $allowed['textarea'], $allowed['object'], $allowed['video'], $allowed['audio'] );
		foreach ( array( 'srcset', 'sizes', 'loading' ) as $name ) {
			unset( $allowed['img'][ $name ] );
		}
		$allowed['center'] = array( 'style' => true );
		return $allowed;
	}
}
