<?php
/**
 * What themes and other plugins may call.
 *
 * @package OmedaNewsletterConnector
 */

defined( 'ABSPATH' ) || exit;

/** Is a newsletter rendered at this moment? Then its readers get the content by mail. */
function omeda_connector_is_email(): bool {
	return OmedaNewsletterConnector\Email\Renderer::is_rendering();
}
