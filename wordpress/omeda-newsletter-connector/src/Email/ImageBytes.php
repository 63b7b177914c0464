<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** Sends the file sizes of a post's images to the gateway, which fetches nothing. */
final class ImageBytes {
	/**
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	public static function during( callable $work ): mixed {
		$tell = array( self::class, 'told' );
		add_filter( 'wp_content_img_tag', $tell, PHP_INT_MAX, 3 );
		try {
			return $work();
		} finally {
			remove_filter( 'wp_content_img_tag', $tell, PHP_INT_MAX );
		}
	}

	public static function told( string $image, string $context, int $attachment ): string {
		$address = preg_match( '/\ssrc=["\']([^"\']+)/i', $image, $found ) ? $found[1] : '';
		$bytes   = self::of( $attachment, $address );
		return null === $bytes ? $image : (string) preg_replace( '/^<img\s/i', '<img data-bytes="' . $bytes . '" ', $image );
	}

	/** Null if WordPress has not recorded it, or the address is not the attachment's. */
	public static function of( int $attachment, string $address ): ?int {
		$known = $attachment > 0 ? wp_get_attachment_metadata( $attachment ) : false;
		if ( ! is_array( $known ) ) {
			return null;
		}
		$file  = wp_basename( (string) strtok( $address, '?#' ) );
		$files = array_merge( array( $known ), array_values( (array) ( $known['sizes'] ?? array() ) ) );
		foreach ( $files as $one ) {
			if ( is_array( $one ) && '' !== $file && wp_basename( (string) ( $one['file'] ?? '' ) ) === $file ) {
				return (int) ( $one['filesize'] ?? 0 ) ?: null;
			}
		}
		return null;
	}
}
