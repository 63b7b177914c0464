<?php
namespace OmedaNewsletterConnector\Jobs;

use OmedaNewsletterConnector\Editor\Assets;
use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Lists\StatusNames;

defined( 'ABSPATH' ) || exit;

/** Every newsletter of the site, and what waits in the outbox. */
final class JobsPage {
	public function show(): void {
		Assets::enqueue( 'jobs-page', array( 'statuses' => StatusNames::all() ) );
		printf(
			'<div class="wrap"><h1>%s</h1><div id="omeda-jobs" data-may-replay="%d"></div></div>',
			esc_html__( 'Background jobs', 'omeda-newsletter-connector' ),
			(int) current_user_can( Capabilities::MANAGE )
		);
	}
}
