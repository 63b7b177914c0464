<?php
namespace OmedaNewsletterConnector\Editor;

use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Status\StatusCache;
use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/** The classic editor's meta box: the same as the block editor's panel. */
final class MetaBox {
	private const FIELD = 'omeda_connector_type';
	private const NONCE = 'omeda_connector_type_nonce';

	private function __construct( private readonly Parts $parts ) {}

	public static function register( Parts $parts ): void {
		$box = new self( $parts );
		add_action( 'add_meta_boxes', array( $box, 'add' ) );
		foreach ( $parts->settings()->post_types() as $post_type ) {
			add_action( "save_post_{$post_type}", array( $box, 'save' ) );
		}
	}

	public function add( string $post_type ): void {
		if ( ! in_array( $post_type, $this->parts->settings()->post_types(), true ) ) {
			return;
		}
		add_meta_box(
			'omeda-newsletter',
			__( 'Newsletter', 'omeda-newsletter-connector' ),
			array( $this, 'show' ),
			$post_type,
			'side',
			'high',
			// The block editor has the panel instead.
			array( '__back_compat_meta_box' => true )
		);
	}

	public function show( \WP_Post $post ): void {
		$screen = get_current_screen();
		if ( $screen && $screen->is_block_editor() ) {
			return;
		}
		wp_nonce_field( self::FIELD . $post->ID, self::NONCE, false );
		$this->show_choice( $post );
		if ( 'auto-draft' === $post->post_status ) {
			echo '<p>' . esc_html__( 'Save the post, and it is handed over.', 'omeda-newsletter-connector' ) . '</p>';
			return;
		}
		Assets::enqueue( 'meta-box' );
		printf( '<div id="omeda-newsletter-status" data-post="%d"></div>', (int) $post->ID );
	}

	private function show_choice( \WP_Post $post ): void {
		$chosen = (string) get_post_meta( $post->ID, DeploymentTypes::META, true );
		$types  = $this->parts->types();
		$usual  = $types->default_for( $post->post_type );
		/* translators: %s: name of a deployment type */
		$named   = sprintf( __( 'As usual: %s', 'omeda-newsletter-connector' ), $types->all()[ $usual ]['name'] ?? '' );
		$options = array( '' => null === $usual ? __( 'As usual: no newsletter', 'omeda-newsletter-connector' ) : $named );
		foreach ( $types->all() as $id => $type ) {
			$options[ (string) $id ] = $type['name'];
		}
		$options[ DeploymentTypes::NONE ] = __( 'No newsletter', 'omeda-newsletter-connector' );
		echo '<p><label for="' . esc_attr( self::FIELD ) . '">' . esc_html__( 'Deployment type', 'omeda-newsletter-connector' ) . '</label><br>';
		echo '<select class="widefat" id="' . esc_attr( self::FIELD ) . '" name="' . esc_attr( self::FIELD ) . '">';
		foreach ( $options as $value => $label ) {
			$is_open = ! StatusCache::is_created( $post->ID ) || in_array( (string) $value, array( $chosen, DeploymentTypes::NONE ), true );
			printf(
				'<option value="%s"%s%s>%s</option>',
				esc_attr( (string) $value ),
				selected( $chosen, (string) $value, false ),
				disabled( ! $is_open, true, false ),
				esc_html( $label )
			);
		}
		echo '</select></p>';
	}

	/** Runs before the save is handed over, so that the event has the new choice. */
	public function save( int $post_id ): void {
		$nonce = isset( $_POST[ self::NONCE ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::NONCE ] ) ) : '';
		if ( ! isset( $_POST[ self::FIELD ] ) || ! wp_verify_nonce( $nonce, self::FIELD . $post_id ) ) {
			return;
		}
		if ( current_user_can( 'edit_post', $post_id ) ) {
			update_post_meta( $post_id, DeploymentTypes::META, sanitize_text_field( wp_unslash( $_POST[ self::FIELD ] ) ) );
		}
	}
}
