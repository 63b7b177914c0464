<?php
/**
 * Functions for themes and other plugins.
 *
 * @package OmedaNewsletterConnector
 */

defined( 'ABSPATH' ) || exit;

/** Whether a newsletter is being rendered: then its readers get the content by mail. */
function omeda_connector_is_email(): bool {
	return OmedaNewsletterConnector\Email\Renderer::is_rendering();
}
