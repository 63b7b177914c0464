<?php
namespace OmedaNewsletterConnector\Health;

use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** Our tests on the Site Health screen: those that use the network run there only when the screen requests it. */
final class SiteHealth {
	/** Newsletters are sent all the same. */
	private const RECOMMENDED = array( 'https', 'loopback' );

	private function __construct( private readonly Checks $checks ) {}

	public static function register( Parts $parts ): void {
		$health = new self( new Checks( $parts ) );
		add_filter( 'site_status_tests', array( $health, 'add' ) );
	}

	/**
	 * @param array{direct: array<string, mixed>, async?: array<string, mixed>} $tests
	 * @return array<string, mixed>
	 */
	public function add( array $tests ): array {
		foreach ( $this->labels() as $name => $label ) {
			$tests['direct'][ "omeda_connector_{$name}" ] = array(
				'label' => $label,
				'test'  => fn() => $this->run( $name, $label ),
			);
		}
		return $tests;
	}

	/** @return array<string, string> */
	public function labels(): array {
		return array(
			'connection' => __( 'The newsletter gateway accepts this site’s signature', 'omeda-newsletter-connector' ),
			'outbox'     => __( 'Newsletters are synced on time', 'omeda-newsletter-connector' ),
			'cron'       => __( 'WordPress’s cron syncs what is waiting', 'omeda-newsletter-connector' ),
			'https'      => __( 'The connection to the newsletter gateway is encrypted', 'omeda-newsletter-connector' ),
			'loopback'   => __( 'Newsletters are rendered as the site’s visitors see them', 'omeda-newsletter-connector' ),
			'dry_run'    => __( 'This site is the one that sends newsletters', 'omeda-newsletter-connector' ),
		);
	}

	/** @return array<string, mixed> */
	private function run( string $name, string $label ): array {
		$fault = $this->checks->fault( $name );
		return array(
			'label'       => $label,
			'status'      => '' === $fault ? 'good' : ( in_array( $name, self::RECOMMENDED, true ) ? 'recommended' : 'critical' ),
			'badge'       => array(
				'label' => __( 'Newsletters', 'omeda-newsletter-connector' ),
				'color' => 'blue',
			),
			'description' => '<p>' . esc_html( '' === $fault ? Words::all_well() : $fault ) . '</p>',
			'actions'     => '',
			'test'        => "omeda_connector_{$name}",
		);
	}
}
