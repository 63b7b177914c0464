<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/**
 * `POST /posts/{id}/preview`: the mail as it would be sent, from the editor's content. `type` is the deployment
 * type chosen there; omitted fields are as saved.
 */
final class PreviewRoute extends Route {
	protected function path(): string {
		return '/posts/(?P<id>\d+)/preview';
	}

	protected function method(): string {
		return 'POST';
	}

	protected function args(): array {
		$texts = array_fill_keys( array( 'title', 'excerpt', 'content', 'subject', 'preheader' ), array( 'type' => 'string' ) );
		return $texts + array(
			'id'            => self::id_arg(),
			'type'          => array( 'type' => 'integer', 'minimum' => 1 ),
			'featuredMedia' => array( 'type' => 'integer', 'minimum' => 0 ),
		);
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( 'edit_post', (int) $request['id'] );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$post  = get_post( (int) $request['id'] );
		$types = $this->parts->types();
		$type  = $post ? $types->snapshot_of( (int) ( $request['type'] ?? $types->id_for( $post ) ) ) : null;
		if ( null === $type ) {
			$words = Words::choose_type();
			return new \WP_Error( 'omeda_no_type', $words, array( 'status' => 409 ) );
		}
		try {
			$answer = $this->parts->preview()->of( $post, $request->get_params(), $type );
		} catch ( \Throwable $error ) {
			$words = Words::not_rendered();
			return new \WP_Error( 'omeda_not_rendered', sprintf( $words, $error->getMessage() ), array( 'status' => 422 ) );
		}
		return is_wp_error( $answer ) ? $answer : self::shown( $answer, $type );
	}

	/**
	 * @param array<string, mixed> $answer
	 * @param array<string, mixed> $type
	 * @return array<string, mixed>
	 */
	private static function shown( array $answer, array $type ): array {
		$texts = array();
		foreach ( array( 'subject', 'preheader', 'fromName', 'html', 'text' ) as $name ) {
			$texts[ $name ] = Field::text( $answer, $name );
		}
		$finding = static fn( array $found ): array => array(
			'severity' => Field::text( $found, 'severity' ),
			'words'    => Field::text( $found, 'words' ),
			'place'    => Field::text( $found, 'place' ),
		);
		return $texts + array(
			'bytes'    => (int) Field::text( $answer, 'bytes' ),
			'findings' => array_map( $finding, Field::objects( $answer, 'findings' ) ),
			'testers'  => wp_list_pluck( $type['testers'] ?? array(), 'email' ),
		);
	}
}
