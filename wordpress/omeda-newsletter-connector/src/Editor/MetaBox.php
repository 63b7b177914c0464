<?php
namespace OmedaNewsletterConnector\Editor;

use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Status\StatusCache;
use OmedaNewsletterConnector\Types\ChoiceRight;
use OmedaNewsletterConnector\Types\DeploymentTypes;
use OmedaNewsletterConnector\Types\NewsletterTick;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** The classic editor's meta box: the same as the block editor's panel. */
final class MetaBox {
	private const FIELD = 'omeda_connector_type';
	private const TICK  = 'omeda_connector_newsletter';
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
		$this->show_tick( $post );
		$this->show_choice( $post );
		OwnWordsFields::show( $post );
		printf( '<div id="omeda-preview" data-post="%d" data-post-type="%s"></div>', (int) $post->ID, esc_attr( $post->post_type ) );
		Assets::enqueue( 'meta-box', Panel::settings( $this->parts ) );
		if ( ! in_array( $post->post_status, array( 'publish', 'private' ), true ) ) {
			printf( '<div id="omeda-forecast" data-post-type="%s"></div>', esc_attr( $post->post_type ) );
		}
		if ( 'auto-draft' === $post->post_status ) {
			echo '<p>' . esc_html( Words::save_to_sync() ) . '</p>';
			return;
		}
		printf( '<div id="omeda-newsletter-status" data-post="%d"></div>', (int) $post->ID );
	}

	/** If not every post is a newsletter, its editor decides that this one is. */
	private function show_tick( \WP_Post $post ): void {
		if ( $this->parts->settings()->is_every_post( $post->post_type ) ) {
			return;
		}
		printf(
			'<p><label><input type="checkbox" name="%s" value="1"%s%s> %s</label></p>',
			esc_attr( self::TICK ),
			checked( NewsletterTick::is_ticked( $post->ID ), true, false ),
			disabled( ChoiceRight::of_current( $post->ID ), false, false ),
			esc_html__( 'Send as a newsletter', 'omeda-newsletter-connector' )
		);
	}

	private function show_choice( \WP_Post $post ): void {
		$chosen = (string) get_post_meta( $post->ID, DeploymentTypes::META, true );
		$types  = $this->parts->types();
		$usual  = $types->default_for( $post->post_type );
		/* translators: %s: name of a deployment type */
		$named   = sprintf( __( 'Default: %s', 'omeda-newsletter-connector' ), $types->all()[ $usual ]['name'] ?? '' );
		$options = array( '' => null === $usual ? __( 'Default: no newsletter', 'omeda-newsletter-connector' ) : $named );
		foreach ( $types->all() as $id => $type ) {
			$options[ (string) $id ] = $type['name'];
		}
		$options[ DeploymentTypes::NONE ] = __( 'Not a newsletter', 'omeda-newsletter-connector' );
		echo '<p><label for="' . esc_attr( self::FIELD ) . '">' . esc_html__( 'Deployment type', 'omeda-newsletter-connector' ) . '</label><br>';
		printf(
			'<select class="widefat" id="%s" name="%s"%s>',
			esc_attr( self::FIELD ),
			esc_attr( self::FIELD ),
			disabled( ChoiceRight::of_current( $post->ID ), false, false )
		);
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

	/** Runs before the save is captured, so that the event has the new choice. */
	public function save( int $post_id ): void {
		$nonce = isset( $_POST[ self::NONCE ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::NONCE ] ) ) : '';
		if ( ! wp_verify_nonce( $nonce, self::FIELD . $post_id ) || ! current_user_can( 'edit_post', $post_id ) ) {
			return;
		}
		OwnWordsFields::save( $post_id, wp_unslash( $_POST ) );
		if ( ! ChoiceRight::of_current( $post_id ) ) {
			return;
		}
		if ( isset( $_POST[ self::FIELD ] ) ) {
			update_post_meta( $post_id, DeploymentTypes::META, sanitize_text_field( wp_unslash( $_POST[ self::FIELD ] ) ) );
		}
		if ( ! $this->parts->settings()->is_every_post( (string) get_post_type( $post_id ) ) ) {
			NewsletterTick::set( $post_id, isset( $_POST[ self::TICK ] ) );
		}
	}
}
