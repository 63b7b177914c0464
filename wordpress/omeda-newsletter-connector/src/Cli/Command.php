<?php
namespace OmedaNewsletterConnector\Cli;

use OmedaNewsletterConnector\Delivery\Effort;
use OmedaNewsletterConnector\Health\Checks;
use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Syncs newsletters with the gateway, and shows what is waiting. */
final class Command {
	private const HOUR   = 3600.0;
	private const COUNTS = array(
		'waiting'     => 'Waiting',
		'parked'      => 'Rejected',
		'dry'         => 'Dry run',
		'oldest'      => 'Oldest',
		'age_seconds' => 'Age (s)',
	);

	public function __construct( private readonly Parts $parts ) {}

	/**
	 * Shows the status of the site, or of a post's newsletter.
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
			\WP_CLI::line( str_pad( self::COUNTS[ $name ], 11 ) . ( $value ?? '-' ) );
		}
	}

	/** Lists what is in the outbox, since when, and why. */
	public function outbox(): void {
		$rows = $this->parts->ledger()->rows( array( 'waiting', 'parked', 'dry' ), 1000 );
		foreach ( $rows as $row ) {
			$words = array( $row->id, $row->state, $row->type, "post {$row->post_id}", $row->created_at, "attempts {$row->attempts}", $row->last_error );
			\WP_CLI::line( implode( "\t", array_map( 'strval', $words ) ) );
		}
		\WP_CLI::success( Words::in_outbox( count( $rows ) ) );
	}

	/** Delivers what is waiting in the outbox now. */
	public function drain(): void {
		$this->parts->ledger()->hurry();
		$this->parts->breaker()->close();
		$delivered = $this->parts->drain()->run( new Effort( self::HOUR, (float) $this->parts->settings()->get( 'timeout' ) ) );
		$left      = $this->parts->ledger()->summary()['waiting'];
		$words     = Words::delivered( $delivered );
		0 === $left
			? \WP_CLI::success( $words . ' ' . Words::nothing_waits() )
			: \WP_CLI::warning( $words . ' ' . Words::still_waiting( $left ) );
	}

	/**
	 * Puts rejected events back into the outbox and delivers them.
	 *
	 * ## OPTIONS
	 *
	 * [<id>]
	 * : Id of one event. Default: all.
	 *
	 * @param string[] $args
	 */
	public function replay( array $args = array() ): void {
		$replayed = $this->parts->ledger()->replay( isset( $args[0] ) ? absint( $args[0] ) : null );
		\WP_CLI::line( Words::back_in_outbox( $replayed ) );
		$this->drain();
	}

	/** Finds changes that a crash kept out of the outbox, and delivers them. */
	public function reconcile(): void {
		\WP_CLI::line( Words::found_changes( $this->parts->reconciler()->run() ) );
		$this->drain();
	}

	/**
	 * Tests address, key, secret, and clock.
	 *
	 * ## OPTIONS
	 *
	 * [--confirm]
	 * : Make this site the one that sends, from now on.
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
			\WP_CLI::error( Words::connection_fails() );
		}
		if ( isset( $options['confirm'] ) || ! $this->parts->pin()->is_set() ) {
			$this->parts->reconciler()->confirm();
		}
		\WP_CLI::success( $this->parts->pin()->is_dry_run() ? Words::connection_works_dry() : Words::connection_works() );
	}

	/** Runs every check of Site Health, and says how to fix each problem. */
	public function doctor(): void {
		$checks = new Checks( $this->parts );
		$faults = 0;
		foreach ( Checks::NAMES as $name ) {
			$fault = $checks->fault( $name );
			\WP_CLI::line( str_pad( $name, 11 ) . ( '' === $fault ? 'ok' : $fault ) );
			$faults += '' === $fault ? 0 : 1;
		}
		0 === $faults ? \WP_CLI::success( Words::all_well() ) : \WP_CLI::error( Words::checks_failed( $faults ) );
	}

	/**
	 * Copies the deployment types that an older plugin left. The copies are switched off.
	 *
	 * @subcommand import-older
	 */
	public function import_older(): void {
		$report = $this->parts->older_plugin()->import();
		\WP_CLI::success( sprintf( Words::copied(), $report['types'], $report['posts'] ) );
	}

	/**
	 * Switches a deployment type on (this plugin syncs its posts) or off (they are left to the older plugin).
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
			\WP_CLI::error( Words::roll_out_usage() );
		}
		$is_on = 'on' === $args[1];
		$this->parts->roll_out()->turn( $type, $is_on );
		\WP_CLI::success( sprintf( $is_on ? Words::rolled_out() : Words::rolled_back(), $type ) );
	}
}
