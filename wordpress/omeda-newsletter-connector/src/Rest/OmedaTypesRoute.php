<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Install\Capabilities;

defined( 'ABSPATH' ) || exit;

/** `GET /omeda-types?search=&refresh=`: Omeda's own deployment types, for the searchable list. */
final class OmedaTypesRoute extends Route {
	private const MOST = 50;

	protected function path(): string {
		return '/omeda-types';
	}

	protected function method(): string {
		return 'GET';
	}

	protected function args(): array {
		return array(
			'search'  => array( 'type' => 'string', 'default' => '', 'maxLength' => 100 ),
			'refresh' => array( 'type' => 'boolean', 'default' => false ),
		);
	}

	public function may( \WP_REST_Request $request ): bool {
		return current_user_can( Capabilities::MANAGE );
	}

	public function answer( \WP_REST_Request $request ): mixed {
		$answer = $this->parts->gateway()->omeda_types( (bool) $request['refresh'] );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$types = array_values( array_filter( array_map( array( self::class, 'brief' ), Field::objects( $answer, 'types' ) ) ) );
		$found = array_values( array_filter( $types, static fn( $type ) => self::matches( $type, (string) $request['search'] ) ) );
		return array(
			'types' => array_slice( $found, 0, self::MOST ),
			'total' => count( $found ),
		);
	}

	/** @return array{id: int, name: string, description: string}|null */
	private static function brief( array $type ): ?array {
		// Omeda refuses a deployment of a type that is not active.
		$id = ( $type['active'] ?? true ) ? absint( Field::text( $type, 'id' ) ) : 0;
		return 0 === $id ? null : array(
			'id'          => $id,
			'name'        => Field::text( $type, 'name' ),
			'description' => Field::text( $type, 'description' ),
		);
	}

	/** @param array{id: int, name: string, description: string} $type */
	private static function matches( array $type, string $search ): bool {
		$text = implode( ' ', $type );
		return '' === trim( $search ) || false !== mb_stripos( $text, trim( $search ) );
	}
}
