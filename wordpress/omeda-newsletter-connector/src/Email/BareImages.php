<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** Removes what only browsers read: WordPress counts images through a request to decide which may load late. */
final class BareImages {
	private const FILTERS = array(
		'wp_lazy_loading_enabled'                  => '__return_false',
		'wp_img_tag_add_decoding_attr'             => '__return_false',
		'wp_img_tag_add_srcset_and_sizes_attr'     => '__return_false',
		'wp_calculate_image_srcset_meta'           => '__return_empty_array',
		'pre_wp_get_loading_optimization_attributes' => '__return_empty_array',
	);

	/**
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	public static function during( callable $work ): mixed {
		foreach ( self::FILTERS as $name => $answer ) {
			add_filter( $name, $answer, PHP_INT_MAX );
		}
		try {
			return $work();
		} finally {
			foreach ( self::FILTERS as $name => $answer ) {
				remove_filter( $name, $answer, PHP_INT_MAX );
			}
		}
	}
}
