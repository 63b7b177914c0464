<?php
namespace OmedaNewsletterConnector\Types;

use OmedaNewsletterConnector\Editor\Assets;
use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Parts;

defined( 'ABSPATH' ) || exit;

/** The form of a deployment type, on its own edit screen. */
final class TypeForm {
	private const NONCE  = 'omeda_connector_type_nonce';
	private const ACTION = 'omeda_connector_save_type';
	private const FIELD  = 'omeda_connector_fields';

	private function __construct( private readonly Parts $parts ) {}

	public static function register( Parts $parts ): void {
		$form = new self( $parts );
		add_action( 'add_meta_boxes_' . TypePostType::NAME, array( $form, 'add' ) );
		add_action( 'save_post_' . TypePostType::NAME, array( $form, 'save' ) );
		add_action( 'admin_enqueue_scripts', array( $form, 'enqueue' ) );
		add_action( 'admin_notices', array( TypeFaults::class, 'show' ) );
	}

	public function add(): void {
		$title = __( 'How newsletters of this type are built', 'omeda-newsletter-connector' );
		add_meta_box( 'omeda-connector-type', $title, array( $this, 'show' ), TypePostType::NAME, 'normal', 'high' );
	}

	public function enqueue(): void {
		if ( TypePostType::NAME !== ( get_current_screen()->id ?? '' ) ) {
			return;
		}
		Assets::enqueue( 'type-form' );
	}

	public function show( \WP_Post $post ): void {
		wp_nonce_field( self::ACTION, self::NONCE );
		$rows = new TypeFormRows( self::FIELD, $this->parts->types()->fields_of( $post->ID ) );
		$rows->show( $this->parts->settings()->post_types() );
	}

	/** @param int $post_id */
	public function save( $post_id ): void {
		$nonce = isset( $_POST[ self::NONCE ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::NONCE ] ) ) : '';
		if ( ! wp_verify_nonce( $nonce, self::ACTION ) || ! current_user_can( Capabilities::MANAGE ) ) {
			return;
		}
		// Each field is cleaned by its own rule in TypeFields.
		$given = isset( $_POST[ self::FIELD ] ) ? (array) wp_unslash( $_POST[ self::FIELD ] ) : array();
		$given = array( 'isOn' => ! empty( $given['isOn'] ), 'postTypes' => $given['postTypes'] ?? array() ) + $given;
		TypeFaults::note( $given );
		$this->parts->types()->save_fields( (int) $post_id, $given );
	}
}
