<?php
namespace OmedaNewsletterConnector\Rest;

defined( 'ABSPATH' ) || exit;

/** `GET /types`: this site's deployment types by name, for the choice in the editor. */
final class TypesRoute extends Route {
	protected function path(): string {
		return '/types';
	}

	protected function method(): string {
		return 'GET';
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( 'edit_posts' );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$types = array();
		foreach ( $this->parts->types()->all() as $id => $type ) {
			$types[] = array(
				'id'        => (int) $id,
				'name'      => $type['name'],
				'audience'  => (string) ( $type['audienceQuery'] ?? '' ),
				'postTypes' => $type['postTypes'],
				'formats'   => array(
					'subject'   => (string) ( $type['subjectFormat'] ?? '' ),
					'preheader' => (string) ( $type['preheaderFormat'] ?? '{excerpt}' ),
				),
				'isOn'      => $type['isOn'],
			);
		}
		return array( 'types' => $types );
	}
}
