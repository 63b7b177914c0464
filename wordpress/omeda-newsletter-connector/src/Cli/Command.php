<?php
namespace OmedaNewsletterConnector\Cli;

use OmedaNewsletterConnector\Delivery\Effort;
use OmedaNewsletterConnector\Health\Checks;
use OmedaNewsletterConnector\Parts;

defined( 'ABSPATH' ) || exit;

/** Hands newsletters over to the connector's gateway, and shows what waits. */
final class Command {
	private const HOUR = 3600.0;

	public function __construct( private readonly Parts $parts ) {}

	/**
	 * Where the newsletter of a post stands, or how the site stands as a whole.
	 *
	 * ## OPTIONS
	 *
	 * [<post>]
	 * : Post id.
	 *
	 * @param string[] $args
	 */
	public function status( array $args = array() ): void {
		if ( isset( $args[0] ) ) {
			$status = $this->parts->gateway()->status_of( absint( $args[0] ) );
			if ( is_wp_error( $status ) ) {
				\WP_CLI::error( $status->get_error_message() );
			}
			\WP_CLI::line( (string) wp_json_encode( $status, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES ) );
			return;
		}
		$obstacle = $this->parts->drain()->obstacle();
		\WP_CLI::line( 'Gateway    ' . $this->parts->settings()->text( 'gateway_url' ) );
		\WP_CLI::line( 'Site       ' . $this->parts->settings()->text( 'site_id' ) );
		\WP_CLI::line( 'Delivery   ' . ( '' === $obstacle ? 'open' : $obstacle ) );
		foreach ( $this->parts->ledger()->summary() as $name => $value ) {
			\WP_CLI::line( str_pad( ucfirst( str_replace( '_', ' ', $name ) ), 11 ) . ( $value ?? '-' ) );
		}
	}

	/** What waits, since when and why. */
	public function outbox(): void {
		$rows = $this->parts->ledger()->rows( array( 'waiting', 'parked', 'dry' ), 1000 );
		foreach ( $rows as $row ) {
			$words = array( $row->id, $row->state, $row->type, "post {$row->post_id}", $row->created_at, "tries {$row->attempts}", $row->last_error );
			\WP_CLI::line( implode( "\t", array_map( 'strval', $words ) ) );
		}
		\WP_CLI::success( count( $rows ) . ' events.' );
	}

	/** Hands over what waits, now. */
	public function drain(): void {
		$this->parts->ledger()->hurry();
		$this->parts->breaker()->close();
		$delivered = $this->parts->drain()->run( new Effort( self::HOUR, (float) $this->parts->settings()->get( 'timeout' ) ) );
		$left      = $this->parts->ledger()->summary()['waiting'];
		$words     = "{$delivered} events were handed over, {$left} wait.";
		0 === $left ? \WP_CLI::success( $words ) : \WP_CLI::warning( $words . ' Why: wp omeda outbox' );
	}

	/**
	 * Refused events wait again, and go.
	 *
	 * ## OPTIONS
	 *
	 * [<id>]
	 * : Of one event; without it of all.
	 *
	 * @param string[] $args
	 */
	public function replay( array $args = array() ): void {
		$replayed = $this->parts->ledger()->replay( isset( $args[0] ) ? absint( $args[0] ) : null );
		\WP_CLI::line( "{$replayed} events wait again." );
		$this->drain();
	}

	/** Looks for posts that have changed without an event, and hands them over. */
	public function reconcile(): void {
		$added = $this->parts->reconciler()->run();
		\WP_CLI::line( "{$added} events were missing." );
		$this->drain();
	}

	/**
	 * Tries address, key, secret and clock.
	 *
	 * ## OPTIONS
	 *
	 * [--confirm]
	 * : This site is the one that sends, from now on.
	 *
	 * @param string[]              $args
	 * @param array<string, string> $options
	 */
	public function test( array $args = array(), array $options = array() ): void {
		$checks = $this->parts->connection()->test();
		foreach ( $checks as $check ) {
			\WP_CLI::line( ( $check['ok'] ? 'ok     ' : 'failed ' ) . "{$check['name']} {$check['message']}" );
		}
		if ( in_array( false, wp_list_pluck( $checks, 'ok' ), true ) ) {
			\WP_CLI::error( 'The connection does not work.' );
		}
		if ( isset( $options['confirm'] ) || ! $this->parts->pin()->is_set() ) {
			$this->parts->pin()->set();
		}
		\WP_CLI::success( $this->parts->pin()->is_dry_run() ? 'It works; this site is a dry run (--confirm ends it).' : 'It works.' );
	}

	/** Every check of Site Health, with its cure. */
	public function doctor(): void {
		$checks = new Checks( $this->parts );
		$faults = 0;
		foreach ( Checks::NAMES as $name ) {
			$fault = $checks->fault( $name );
			\WP_CLI::line( str_pad( $name, 11 ) . ( '' === $fault ? 'ok' : $fault ) );
			$faults += '' === $fault ? 0 : 1;
		}
		0 === $faults ? \WP_CLI::success( 'All is well.' ) : \WP_CLI::error( "{$faults} faults." );
	}

	/**
	 * Settings and deployment types of the older plugin become this one's, switched off.
	 *
	 * @subcommand import-older
	 */
	public function import_older(): void {
		$report = $this->parts->older_plugin()->import();
		\WP_CLI::success( "{$report['types']} deployment types, {$report['posts']} posts with a type of their own." );
	}

	/**
	 * Switches a deployment type on (its posts are handed over) or off (left to the older plugin).
	 *
	 * ## OPTIONS
	 *
	 * <type>
	 * : Id of the deployment type.
	 *
	 * <on-or-off>
	 * : on or off.
	 *
	 * @subcommand roll-out
	 * @param string[] $args
	 */
	public function roll_out( array $args ): void {
		$type = absint( $args[0] ?? 0 );
		if ( ! isset( $this->parts->types()->all()[ $type ] ) || ! in_array( $args[1] ?? '', array( 'on', 'off' ), true ) ) {
			\WP_CLI::error( 'Name a deployment type by its id, then on or off.' );
		}
		$this->parts->roll_out()->turn( $type, 'on' === $args[1] );
		\WP_CLI::success( "Deployment type {$type} is {$args[1]}." );
	}
}
