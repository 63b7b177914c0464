<?php
namespace OmedaNewsletterConnector;

defined( 'ABSPATH' ) || exit;

/** Every object of the plugin, created on first use. */
final class Parts {
	/** @var array<string, object> */
	private array $made = array();

	public function settings(): Settings\Settings {
		return $this->once( Settings\Settings::class, fn() => new Settings\Settings() );
	}

	public function pin(): Settings\Pin {
		return $this->once( Settings\Pin::class, fn() => new Settings\Pin() );
	}

	public function types(): Types\DeploymentTypes {
		return $this->once( Types\DeploymentTypes::class, fn() => new Types\DeploymentTypes( $this->settings() ) );
	}

	public function outbox(): Outbox\Outbox {
		return $this->once( Outbox\Outbox::class, fn() => new Outbox\Outbox() );
	}

	public function ledger(): Outbox\Ledger {
		return $this->once( Outbox\Ledger::class, fn() => new Outbox\Ledger() );
	}

	public function breaker(): Delivery\Breaker {
		return $this->once( Delivery\Breaker::class, fn() => new Delivery\Breaker() );
	}

	public function gateway(): Gateway\GatewayClient {
		return $this->once( Gateway\GatewayClient::class, fn() => new Gateway\GatewayClient( $this->settings() ) );
	}

	public function statuses(): Status\StatusCache {
		return $this->once(
			Status\StatusCache::class,
			fn() => new Status\StatusCache( new Status\Attention( $this->settings() ), $this->types() )
		);
	}

	public function approvals(): Consent\Approvals {
		return $this->once( Consent\Approvals::class, fn() => new Consent\Approvals( $this->settings() ) );
	}

	public function consents(): Consent\Consents {
		return $this->once(
			Consent\Consents::class,
			fn() => new Consent\Consents( new Consent\Eligible( $this->types() ), $this->approvals(), $this->pin() )
		);
	}

	public function sending(): Consent\Sending {
		return $this->once( Consent\Sending::class, fn() => new Consent\Sending( $this->consents(), $this->watcher(), $this->drain() ) );
	}

	public function capture(): Capture\Capture {
		return $this->once( Capture\Capture::class, fn() => new Capture\Capture( $this->types(), $this->consents() ) );
	}

	public function sender(): Delivery\Sender {
		return $this->once( Delivery\Sender::class, fn() => new Delivery\Sender( $this->settings() ) );
	}

	public function drain(): Delivery\Drain {
		return $this->once(
			Delivery\Drain::class,
			fn() => new Delivery\Drain(
				$this->settings(),
				$this->pin(),
				$this->outbox(),
				$this->succession(),
				new Delivery\Overtaken( $this->capture(), $this->consents(), $this->outbox() ),
				$this->breaker(),
				$this->bodies(),
				$this->sender(),
				$this->outcome()
			)
		);
	}

	public function emails(): Email\EmailParts {
		return $this->once( Email\EmailParts::class, fn() => new Email\EmailParts( $this->outbox(), $this->first_delivery() ) );
	}

	public function hand_off(): Delivery\HandOff {
		return $this->once( Delivery\HandOff::class, fn() => new Delivery\HandOff( $this->settings(), $this->drain() ) );
	}

	public function watcher(): Capture\PostWatcher {
		return $this->once(
			Capture\PostWatcher::class,
			fn() => new Capture\PostWatcher(
				$this->settings(),
				$this->pin(),
				$this->consents(),
				$this->capture(),
				$this->outbox(),
				$this->hand_off()
			)
		);
	}

	public function reconciler(): Reconcile\Reconciler {
		return $this->once(
			Reconcile\Reconciler::class,
			fn() => new Reconcile\Reconciler(
				$this->settings(),
				$this->pin(),
				$this->watcher(),
				$this->consents(),
				$this->outbox(),
				new Reconcile\Missing( $this->settings(), $this->outbox() )
			)
		);
	}

	public function refresh(): Status\Refresh {
		return $this->once( Status\Refresh::class, fn() => new Status\Refresh( $this->gateway(), $this->statuses(), $this->epochs() ) );
	}

	public function cron(): Delivery\Cron {
		return $this->once(
			Delivery\Cron::class,
			fn() => new Delivery\Cron(
				$this->settings(),
				$this->drain(),
				$this->refresh(),
				$this->reconciler(),
				$this->ledger(),
				new Reconcile\Handover( $this->ledger(), $this->consents(), $this->stale(), $this->drain() )
			)
		);
	}

	private function epochs(): Reconcile\Epochs {
		return $this->once( Reconcile\Epochs::class, fn() => new Reconcile\Epochs( $this->settings(), $this->ledger() ) );
	}

	public function connection(): Gateway\ConnectionTest {
		return $this->once(
			Gateway\ConnectionTest::class,
			fn() => new Gateway\ConnectionTest( $this->settings(), $this->gateway(), $this->sender() )
		);
	}

	public function older_plugin(): Migration\OlderPlugin {
		return $this->once( Migration\OlderPlugin::class, fn() => new Migration\OlderPlugin( $this->settings(), $this->types() ) );
	}

	public function roll_out(): Migration\RollOut {
		return $this->once( Migration\RollOut::class, fn() => new Migration\RollOut( $this->types(), $this->older_plugin() ) );
	}

	public function preview(): Preview\Preview {
		return new Preview\Preview( $this->settings(), $this->bodies() );
	}

	private function bodies(): Delivery\EventBody {
		return new Delivery\EventBody( $this->emails()->rendering(), $this->first_delivery() );
	}

	private function first_delivery(): Delivery\FirstDelivery {
		return new Delivery\FirstDelivery( $this->outbox() );
	}

	private function outcome(): Delivery\Outcome {
		return new Delivery\Outcome( $this->outbox(), $this->statuses(), $this->stale(), $this->succession(), $this->epochs() );
	}

	private function stale(): Delivery\StaleHandover {
		return new Delivery\StaleHandover( $this->capture(), $this->outbox(), new Outbox\Rewind( $this->outbox() ) );
	}

	private function succession(): Outbox\Succession {
		return $this->once( Outbox\Succession::class, fn() => new Outbox\Succession( $this->outbox() ) );
	}

	/**
	 * @template T of object
	 * @param class-string<T> $name
	 * @param callable(): T   $make
	 * @return T
	 */
	private function once( string $name, callable $make ): object {
		return $this->made[ $name ] ??= $make();
	}
}
