<?php
namespace OmedaNewsletterConnector\Types;

use OmedaNewsletterConnector\Settings\Settings;
use OmedaNewsletterConnector\Status\StatusCache;

defined( 'ABSPATH' ) || exit;

/** Which deployment type a post has. All of them are in one autoloaded option: a save queries none. */
final class DeploymentTypes {
	public const OPTION = 'omeda_connector_types';
	/** Of a post: id of its type, `none`, or nothing for its post type's default. */
	public const META = '_omeda_connector_type';
	public const NONE = 'none';

	public function __construct( private readonly Settings $settings ) {}

	/** @return array<int, array<string, mixed>> Fields and name of each, by id. */
	public function all(): array {
		$types = get_option( self::OPTION, array() );
		return is_array( $types ) ? $types : array();
	}

	/** The type in the post's own settings, even if switched off; nothing if its post type is not watched. */
	public function id_for( \WP_Post $post ): ?int {
		if ( ! in_array( $post->post_type, $this->settings->post_types(), true ) ) {
			return null;
		}
		$choice = (string) get_post_meta( $post->ID, self::META, true );
		if ( self::NONE === $choice || ! NewsletterTick::is_newsletter( $post, $this->settings ) ) {
			return null;
		}
		$locked = StatusCache::locked_type( $post->ID );
		if ( isset( $this->all()[ $locked ] ) ) {
			return $locked;
		}
		if ( '' !== $choice && isset( $this->all()[ (int) $choice ] ) ) {
			return (int) $choice;
		}
		return $this->default_for( $post->post_type );
	}

	public function default_for( string $post_type ): ?int {
		foreach ( $this->all() as $id => $type ) {
			if ( in_array( $post_type, $type['postTypes'], true ) ) {
				return (int) $id;
			}
		}
		return null;
	}

	/** @return array<string, mixed>|null The event's deploymentType; null if nothing is handed over. */
	public function snapshot_for( \WP_Post $post ): ?array {
		$id = $this->id_for( $post );
		return null === $id || ! $this->all()[ $id ]['isOn'] ? null : $this->snapshot_of( $id );
	}

	/** @return array<string, mixed>|null In the form of an event, switched on or not; null if it is not ours. */
	public function snapshot_of( int $id ): ?array {
		$type = $this->all()[ $id ] ?? null;
		if ( null === $type ) {
			return null;
		}
		unset( $type['postTypes'], $type['isOn'] );
		if ( TemplateFields::DEFAULTS === ( $type['template'] ?? null ) ) {
			// The gateway's default, so it is omitted, as in older rows.
			unset( $type['template'] );
		}
		if ( TypeFields::DEFAULTS['preheaderFormat'] === ( $type['preheaderFormat'] ?? null ) ) {
			unset( $type['preheaderFormat'] );
		}
		return array( 'id' => (string) $id ) + array_filter( $type, static fn( $value ) => null !== $value && '' !== $value );
	}

	/** @param array<string, mixed> $fields */
	public function save_fields( int $type_id, array $fields ): void {
		update_post_meta( $type_id, TypePostType::META, wp_slash( TypeFields::clean( $fields ) ) );
		$this->refresh();
	}

	/** @return array<string, mixed> */
	public function fields_of( int $type_id ): array {
		$saved = get_post_meta( $type_id, TypePostType::META, true );
		return array_merge( TypeFields::DEFAULTS, is_array( $saved ) ? $saved : array() );
	}

	/** Rebuilds the option; a type counts while it is published. */
	public function refresh(): void {
		$query = array(
			'post_type'   => TypePostType::NAME,
			'post_status' => 'publish',
			'numberposts' => 500,
			'orderby'     => 'ID',
			'order'       => 'ASC',
		);
		$types = array();
		foreach ( get_posts( $query ) as $post ) {
			$name                = wp_specialchars_decode( $post->post_title, ENT_QUOTES );
			$types[ $post->ID ] = array( 'name' => $name ) + $this->fields_of( $post->ID );
		}
		update_option( self::OPTION, $types, true );
	}

	/** Keeps the option up to date, however a type is changed. */
	public function register(): void {
		$of_type = fn( $post ) => $post instanceof \WP_Post && TypePostType::NAME === $post->post_type;
		add_action( 'wp_after_insert_post', fn( $id, $post ) => $of_type( $post ) ? $this->refresh() : null, 20, 2 );
		add_action( 'deleted_post', fn( $id, $post ) => $of_type( $post ) ? $this->refresh() : null, 20, 2 );
	}
}
