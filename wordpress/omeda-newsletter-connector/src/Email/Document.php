<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** A whole document for sites with their own template, which is sent as it is. */
final class Document {
	private const BODY  = 'margin:0;padding:0;background:#f4f4f4;';
	private const TABLE = 'width:100%;max-width:640px;margin:0 auto;background:#ffffff;border-collapse:collapse;';
	private const CELL  = 'padding:24px;font-family:Georgia,serif;font-size:17px;line-height:1.5;color:#1e1e1e;';

	/**
	 * @param array<string, mixed> $post
	 * @param array<string, mixed> $type
	 * @return string|null Null if no filter changed it.
	 */
	public static function filtered( string $content, array $post, array $type ): ?string {
		if ( ! has_filter( 'omeda_connector_document' ) ) {
			return null;
		}
		$document = self::of( $post['title'], (string) $post['excerpt'], $content );
		/**
		 * The whole document that Omeda gets. Return another one to use your own template: it is sent as it is,
		 * with its own styles, featured image, and headline.
		 *
		 * @param string $document A simple document. If you return it unchanged, the gateway makes the newsletter.
		 * @param string $content  The rendered content in it.
		 * @param array  $post     id, title, excerpt, content (raw), date, author, categories, tags …
		 * @param array  $type     The deployment type's fields.
		 */
		$filtered = (string) apply_filters( 'omeda_connector_document', $document, $content, $post, $type );
		return $filtered === $document ? null : $filtered;
	}

	private static function of( string $title, string $excerpt, string $content ): string {
		$language = esc_attr( get_bloginfo( 'language' ) );
		$title    = esc_html( wp_specialchars_decode( wp_strip_all_tags( $title ), ENT_QUOTES ) );
		$head     = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
			. "<title>{$title}</title>"
			. '<style>img{max-width:100%;height:auto}figure{margin:0 0 1em}</style>';
		$column   = '<table role="presentation" align="center" style="' . self::TABLE . '"><tr><td style="' . self::CELL . '">'
			. "<h1>{$title}</h1>\n{$content}\n</td></tr></table>";
		return "<!DOCTYPE html>\n<html lang=\"{$language}\"><head>{$head}</head>\n"
			. '<body style="' . self::BODY . '">' . self::preheader( $excerpt ) . "\n{$column}\n</body></html>";
	}

	/** Shown in a mailbox's list, hidden in the mail. */
	private static function preheader( string $excerpt ): string {
		$text = trim( wp_strip_all_tags( $excerpt ) );
		return '' === $text ? '' : '<div style="display:none;max-height:0;overflow:hidden">'
			. esc_html( mb_substr( wp_specialchars_decode( $text, ENT_QUOTES ), 0, 200 ) ) . '</div>';
	}
}
