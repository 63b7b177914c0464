<?php
namespace OmedaNewsletterConnector\Types;

use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Deployment types are posts of their own type, with their fields in one meta. */
final class TypePostType {
	public const NAME = 'omeda_newsletter';
	public const META = '_omeda_connector_fields';

	public static function register(): void {
		$labels = array(
			'name'          => __( 'Deployment types', 'omeda-newsletter-connector' ),
			'singular_name' => __( 'Deployment type', 'omeda-newsletter-connector' ),
			'add_new_item'  => __( 'Add a deployment type', 'omeda-newsletter-connector' ),
			'edit_item'     => __( 'Edit the deployment type', 'omeda-newsletter-connector' ),
			'not_found'     => Words::no_types(),
		);
		register_post_type(
			self::NAME,
			array(
				'labels'       => $labels,
				'public'       => false,
				'show_ui'      => true,
				'show_in_menu' => 'omeda-connector',
				'supports'     => array( 'title' ),
				'map_meta_cap' => false,
				'capabilities' => self::capabilities(),
				'can_export'   => true,
			)
		);
	}

	/** @return array<string, string> Seeing and changing them needs the right to Omeda's settings. */
	private static function capabilities(): array {
		$of = array(
			'edit_post', 'read_post', 'delete_post', 'edit_posts', 'edit_others_posts', 'publish_posts',
			'read_private_posts', 'delete_posts', 'delete_private_posts', 'delete_published_posts',
			'delete_others_posts', 'edit_private_posts', 'edit_published_posts', 'create_posts',
		);
		return array_fill_keys( $of, Capabilities::MANAGE );
	}
}
