<?php
namespace OmedaNewsletterConnector\Types;

use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Status\StatusCache;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/**
 * The deployment type of one post, instead of its post type's. Once Omeda has a deployment it may be
 * removed and restored, but not replaced: Omeda fixes type and audience at creation.
 */
final class PostTypeChoice {
	private function __construct( private readonly Parts $parts ) {}

	public static function register( Parts $parts ): void {
		$choice = new self( $parts );
		foreach ( $parts->settings()->post_types() as $post_type ) {
			register_post_meta(
				$post_type,
				DeploymentTypes::META,
				array(
					'type'              => 'string',
					'single'            => true,
					'default'           => '',
					'show_in_rest'      => true,
					'sanitize_callback' => array( $choice, 'clean' ),
					'auth_callback'     => array( ChoiceRight::class, 'allows' ),
				)
			);
			NewsletterTick::register( $post_type );
			ChoiceRight::register( $post_type );
			// Meta of other post types is not in REST, where the block editor saves.
			add_post_type_support( $post_type, 'custom-fields' );
			add_filter( "rest_pre_insert_{$post_type}", array( $choice, 'refuse_exchange' ), 10, 2 );
		}
		add_filter( 'update_post_metadata', array( $choice, 'keep_locked' ), 10, 4 );
	}

	/** A known type's id, `none`, or nothing. */
	public function clean( mixed $value ): string {
		$text = is_scalar( $value ) ? (string) $value : '';
		if ( DeploymentTypes::NONE === $text ) {
			return $text;
		}
		return ctype_digit( $text ) && isset( $this->parts->types()->all()[ (int) $text ] ) ? $text : '';
	}

	/**
	 * The REST way reports why.
	 *
	 * @param \stdClass|\WP_Error $prepared
	 */
	public function refuse_exchange( $prepared, \WP_REST_Request $request ): mixed {
		$meta    = $request['meta'];
		$post_id = (int) $request['id'];
		if ( ! is_array( $meta ) || ! isset( $meta[ DeploymentTypes::META ] ) || 0 === $post_id ) {
			return $prepared;
		}
		if ( ! $this->is_exchange( $post_id, $this->clean( $meta[ DeploymentTypes::META ] ) ) ) {
			return $prepared;
		}
		return new \WP_Error( 'omeda_type_locked', Words::type_locked(), array( 'status' => 409 ) );
	}

	/** Any other way keeps the earlier value. */
	public function keep_locked( mixed $check, $post_id, $key, $value ): mixed {
		if ( DeploymentTypes::META !== $key || ! $this->is_exchange( (int) $post_id, $this->clean( $value ) ) ) {
			return $check;
		}
		return true;
	}

	private function is_exchange( int $post_id, string $wanted ): bool {
		$locked = StatusCache::locked_type( $post_id );
		$post   = get_post( $post_id );
		if ( 0 === $locked || ! $post || ! StatusCache::is_created( $post_id ) || DeploymentTypes::NONE === $wanted ) {
			return false;
		}
		$id = '' === $wanted ? $this->parts->types()->default_for( $post->post_type ) : (int) $wanted;
		return $id !== $locked;
	}
}
