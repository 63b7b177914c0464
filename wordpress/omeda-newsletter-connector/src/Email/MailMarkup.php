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
		return (string) preg_replace( '#<(script|style|noscript|form|object|svg|canvas)\b.*?</\1\s*>#is', '', $html );
	}

	/** Mail programs show no frames: a video becomes its link. */
	private static function links_for_frames( string $html ): string {
		$link = static function ( array $found ): string {
			$url = esc_url( html_entity_decode( $found[2] ), array( 'http', 'https' ) );
			return '' === $url ? '' : '<p><a href="' . $url . '">' . esc_html( $url ) . '</a></p>';
		};
		$html = preg_replace_callback( '#<iframe\b[^>]*?\ssrc=(["\'])(.*?)\1[^>]*>.*?</iframe\s*>#is', $link, $html );
		return (string) preg_replace( '#<iframe\b.*?(</iframe\s*>|$)#is', '', (string) $html );
	}

	/** An address below this site means nothing in a mailbox. */
	private static function whole_addresses( string $html ): string {
		$home = untrailingslashit( home_url() );
		$html = preg_replace( '#(\s(?:href|src)=["\'])//#i', '$1https://', $html );
		$root = preg_replace( '#^(https?://[^/]+).*$#', '$1', $home );
		return (string) preg_replace( '#(\s(?:href|src)=["\'])/(?!/)#i', '${1}' . $root . '/', (string) $html );
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
