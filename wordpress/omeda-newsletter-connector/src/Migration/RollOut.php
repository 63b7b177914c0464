<?php
namespace OmedaNewsletterConnector\Migration;

use OmedaNewsletterConnector\Types\DeploymentTypes;

defined( 'ABSPATH' ) || exit;

/**
 * Deployment types change hands one after the other, and back. While ours is on, the older plugin does
 * not see the type: neither in its list (a draft there) nor in the post's own choice.
 */
final class RollOut {
	public function __construct(
		private readonly DeploymentTypes $types,
		private readonly OlderPlugin $older,
	) {}

	public function register(): void {
		add_filter( 'get_post_metadata', array( $this, 'hide_choice' ), 10, 3 );
		add_action( 'save_post_' . \OmedaNewsletterConnector\Types\TypePostType::NAME, array( $this, 'follow' ), 30 );
	}

	public function turn( int $type_id, bool $is_on ): void {
		$fields         = $this->types->fields_of( $type_id );
		$fields['isOn'] = $is_on;
		$this->types->save_fields( $type_id, $fields );
		$this->follow( $type_id );
	}

	/** The older type follows the switch of ours. @param int $type_id */
	public function follow( $type_id ): void {
		global $wpdb;
		$older_id = $this->older->origin_of( (int) $type_id );
		if ( 0 === $older_id ) {
			return;
		}
		$status = $this->types->fields_of( (int) $type_id )['isOn'] ? 'draft' : 'publish';
		// Without hooks: the older plugin's own would act on it.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->posts} SET post_status = %s WHERE ID = %d AND post_type = %s",
				$status,
				$older_id,
				OlderPlugin::TYPE
			)
		);
		clean_post_cache( $older_id );
	}

	/**
	 * @param mixed  $value
	 * @param int    $post_id
	 * @param string $key
	 */
	public function hide_choice( $value, $post_id, $key ): mixed {
		if ( OlderPlugin::CHOICE !== $key ) {
			return $value;
		}
		$post = get_post( (int) $post_id );
		$id   = $post ? $this->types->id_for( $post ) : null;
		return null !== $id && $this->types->all()[ $id ]['isOn'] ? array( '' ) : $value;
	}
}
