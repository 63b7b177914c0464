<?php
namespace OmedaNewsletterConnector\Cli;

use OmedaNewsletterConnector\Parts;

defined( 'ABSPATH' ) || exit;

/** Hands newsletters over to the connector's gateway, and shows what waits. */
final class Command {
	public function __construct( private readonly Parts $parts ) {}
}
