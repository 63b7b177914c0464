<?php
namespace OmedaNewsletterConnector\Capture;

use OmedaNewsletterConnector\Email\ImageBytes;

defined( 'ABSPATH' ) || exit;

/** A post's featured image, as events contain it. */
final class FeaturedImage {
	/** The gateway's limit, in UTF-16 units. */
	private const ALT_UNITS = 1000;
	private const URL_UNITS = 2000;

	/** Usually twice the width of a mail, for sharp screens. */
	private const SIZE = 'large';

	/** @return array{url: string, alt: string, width: int|null, height: int|null, bytes: int|null}|null */
	public static function of( \WP_Post $post ): ?array {
		return self::at( (int) get_post_thumbnail_id( $post ) );
	}

	/** @return array{url: string, alt: string, width: int|null, height: int|null, bytes: int|null}|null */
	public static function at( int $id ): ?array {
		$image = $id > 0 ? wp_get_attachment_image_src( $id, self::SIZE ) : false;
		if ( ! is_array( $image ) || '' === (string) $image[0] || strlen( (string) $image[0] ) > self::URL_UNITS ) {
			return null;
		}
		return array(
			'url'    => (string) $image[0],
			'alt'    => PostFacts::cut( trim( (string) get_post_meta( $id, '_wp_attachment_image_alt', true ) ), self::ALT_UNITS ),
			'width'  => (int) $image[1] ?: null,
			'height' => (int) $image[2] ?: null,
			'bytes'  => ImageBytes::of( $id, (string) $image[0] ),
		);
	}
}
