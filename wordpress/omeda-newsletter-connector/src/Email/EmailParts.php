<?php
namespace OmedaNewsletterConnector\Email;

use OmedaNewsletterConnector\Delivery\FirstDelivery;
use OmedaNewsletterConnector\Outbox\Outbox;

defined( 'ABSPATH' ) || exit;

/** The objects that render newsletters. */
final class EmailParts {
	public function __construct(
		private readonly Outbox $outbox,
		private readonly FirstDelivery $first,
	) {}

	public function rendering(): Rendering {
		return new Rendering( $this->loopback(), new Renderer() );
	}

	public function loopback(): Loopback {
		return new Loopback( new LoopbackBreaker() );
	}

	public function front_end(): FrontEnd {
		return new FrontEnd( $this->outbox, $this->first, new Renderer() );
	}
}
