<?php
namespace OmedaNewsletterConnector\Migration;

use OmedaNewsletterConnector\Settings\Settings;
use OmedaNewsletterConnector\Types\DeploymentTypes;
use OmedaNewsletterConnector\Types\NewsletterTick;
use OmedaNewsletterConnector\Types\TypePostType;

defined( 'ABSPATH' ) || exit;

/** The older plugin's data, under the names it used: only read here, never changed. */
final class OlderPlugin {
	public const TYPE = 'omeda_deploy_type';
	/** Of a post: id of the older deployment type. */
	public const CHOICE = '_omeda_config_id';
	/** Of one of our types: the older one it was made from. */
	public const ORIGIN = '_omeda_connector_older_type';

	private const FIELDS = array(
		'omedaDeploymentTypeId' => '_omeda_deployment_type_id',
		'audienceQuery'         => '_omeda_audience_query_id',
		'outputCriteria'        => '_omeda_output_criteria',
		'fromName'              => '_omeda_from_name',
		'fromEmail'             => '_omeda_from_email',
		'mailbox'               => '_omeda_mailbox_name',
		'replyTo'               => '_omeda_reply_to',
		'subjectFormat'         => '_omeda_subject_format',
		'deploymentNameFormat'  => '_omeda_deployment_name_format',
		'campaignIdFormat'      => '_omeda_campaign_id_format',
	);

	/** Used by the older plugin if a type left a field empty. */
	private const DEFAULTS = array(
		'fromName'       => 'omeda_default_from_name',
		'fromEmail'      => 'omeda_default_from_email',
		'mailbox'        => 'omeda_default_mailbox',
		'replyTo'        => 'omeda_default_reply_to',
		'outputCriteria' => 'omeda_default_output_criteria',
	);

	public function __construct(
		private readonly Settings $settings,
		private readonly DeploymentTypes $types,
	) {}

	/** @return int[] Ids of its deployment types that are not imported yet. */
	public function left(): array {
		$done = array_filter( array_map( array( $this, 'origin_of' ), array_keys( $this->types->all() ) ) );
		return array_values( array_diff( $this->older_ids(), $done ) );
	}

	/** Imported types are switched off: nothing changes hands yet. It is safe to repeat. */
	public function import(): array {
		$report     = array( 'types' => 0, 'posts' => 0 );
		$post_types = $this->settings->post_types();
		$every_post = (array) $this->settings->get( 'every_post' );
		foreach ( $this->left() as $older_id ) {
			$type_id = wp_insert_post(
				wp_slash(
					array(
						'post_type'   => TypePostType::NAME,
						'post_status' => 'publish',
						'post_title'  => get_post( $older_id )->post_title,
					)
				)
			);
			$fields     = $this->fields( $older_id );
			$post_types = array_merge( $post_types, $fields['postTypes'] );
			// To the older plugin, each of them was one.
			$every_post = array_merge( $every_post, $fields['postTypes'] );
			$this->types->save_fields( $type_id, $fields );
			// Last: a type that is marked as a copy and not yet as switched off would hide the older one.
			add_post_meta( $type_id, self::ORIGIN, $older_id, true );
			$report['posts'] += $this->choose( $older_id, $type_id );
			++$report['types'];
		}
		$this->settings->save(
			array(
				'post_types' => array_values( array_unique( $post_types ) ),
				'every_post' => array_values( array_unique( $every_post ) ),
			)
		);
		return $report;
	}

	public function origin_of( int $type_id ): int {
		return (int) get_post_meta( $type_id, self::ORIGIN, true );
	}

	/** @return array<string, mixed> */
	private function fields( int $older_id ): array {
		$fields = array( 'isOn' => false, 'postTypes' => $this->post_types( $older_id ) );
		foreach ( self::FIELDS as $name => $key ) {
			$value           = (string) get_post_meta( $older_id, $key, true );
			$fields[ $name ] = '' === $value && isset( self::DEFAULTS[ $name ] )
				? (string) get_option( self::DEFAULTS[ $name ], '' ) : $value;
		}
		// Without its own query name, some versions used another key.
		$fields['audienceQuery'] = $fields['audienceQuery'] ?: (string) get_post_meta( $older_id, '_omeda_query_name', true );
		return array_filter( $fields, static fn( $value ) => '' !== $value );
	}

	/** It wrote `post_type:post`; other kinds of assignment name no post type. @return string[] */
	private function post_types( int $older_id ): array {
		$assigned = (string) get_post_meta( $older_id, '_omeda_assigned_post_type', true );
		return preg_match( '/^(?:ng_)?post_type:([a-z0-9_-]+)$/', $assigned, $found ) ? array( $found[1] ) : array();
	}

	/** Posts with the older type get ours. */
	private function choose( int $older_id, int $type_id ): int {
		global $wpdb;
		$posts = $wpdb->get_col(
			$wpdb->prepare( "SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = %s AND meta_value = %s", self::CHOICE, (string) $older_id )
		);
		foreach ( $posts as $post_id ) {
			add_post_meta( (int) $post_id, DeploymentTypes::META, (string) $type_id, true );
			NewsletterTick::set( (int) $post_id, true );
		}
		return count( $posts );
	}

	/** @return int[] The older plugin may be off: its post type is not registered then. */
	private function older_ids(): array {
		global $wpdb;
		$ids = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT ID FROM {$wpdb->posts} WHERE post_type = %s AND post_status IN ('publish', 'draft') ORDER BY ID",
				self::TYPE
			)
		);
		return array_map( 'intval', $ids );
	}
}
