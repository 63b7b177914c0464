<?php
namespace OmedaNewsletterConnector\Jobs;

use OmedaNewsletterConnector\Parts;

defined( 'ABSPATH' ) || exit;

/** Every newsletter of the site, and what waits in the outbox. */
final class JobsPage {
	public function __construct( private readonly Parts $parts ) {}

	public function show(): void {
		echo '<div class="wrap"><h1>' . esc_html__( 'Background jobs', 'omeda-newsletter-connector' ) . '</h1></div>';
	}
}
