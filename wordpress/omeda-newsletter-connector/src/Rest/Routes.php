<?php
namespace OmedaNewsletterConnector\Rest;

use OmedaNewsletterConnector\Parts;

defined( 'ABSPATH' ) || exit;

/** Every route of ours; a new one is added here. */
final class Routes {
	public const NAMESPACE = 'omeda-newsletter-connector/v1';

	/** @return Route[] */
	public static function all( Parts $parts ): array {
		return array(
			new PostStatusRoute( $parts ),
			new PostActionRoute( $parts ),
			new ConsentRoute( $parts ),
			new PreviewRoute( $parts ),
			new StatusesRoute( $parts ),
			new OmedaTypesRoute( $parts ),
			new TypesRoute( $parts ),
			new DeploymentsRoute( $parts ),
			new RetryRoute( $parts ),
			new OutboxRoute( $parts ),
			new ReplayRoute( $parts ),
			new ConnectionRoute( $parts ),
		);
	}
}
