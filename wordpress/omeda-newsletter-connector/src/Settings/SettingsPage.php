<?php
namespace OmedaNewsletterConnector\Settings;

use OmedaNewsletterConnector\Admin\Menu;
use OmedaNewsletterConnector\Editor\Assets;
use OmedaNewsletterConnector\Install\Capabilities;
use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** The settings screen. */
final class SettingsPage {
	public const SLUG = 'omeda-connector-settings';

	public function __construct( private readonly Parts $parts ) {}

	public static function register( Parts $parts ): void {
		$page = new self( $parts );
		( new SettingsForm( $parts->settings(), $parts->breaker() ) )->register();
		add_action( 'admin_menu', array( $page, 'add' ), 20 );
		add_action( 'admin_enqueue_scripts', array( $page, 'enqueue' ) );
	}

	public function add(): void {
		add_submenu_page(
			Menu::SLUG,
			__( 'Omeda settings', 'omeda-newsletter-connector' ),
			__( 'Settings', 'omeda-newsletter-connector' ),
			Capabilities::MANAGE,
			self::SLUG,
			array( $this, 'show' )
		);
	}

	public function enqueue( string $hook ): void {
		if ( ! str_ends_with( $hook, self::SLUG ) ) {
			return;
		}
		Assets::enqueue( 'settings' );
	}

	public function show(): void {
		if ( ! current_user_can( Capabilities::MANAGE ) ) {
			return;
		}
		$fields = new SettingsFields( $this->parts->settings() );
		echo '<div class="wrap"><h1>' . esc_html__( 'Omeda settings', 'omeda-newsletter-connector' ) . '</h1>';
		settings_errors();
		$this->show_dry_run();
		echo '<form method="post" action="options.php">';
		settings_fields( SettingsForm::GROUP );
		$fields->show();
		submit_button();
		echo '</form>';
		$this->show_test();
		echo '</div>';
	}

	private function show_dry_run(): void {
		$pin = $this->parts->pin();
		if ( ! $pin->is_dry_run() ) {
			return;
		}
		$first = Words::test_first();
		$copy  = Words::may_be_a_copy();
		$words = $pin->is_set() ? sprintf( $copy, $pin->url() ) : $first;
		echo '<div class="notice notice-warning inline"><p>' . esc_html( $words ) . '</p></div>';
	}

	/** The buttons use JavaScript and our own REST routes: the script enables them once it is loaded. */
	private function show_test(): void {
		$pin = $this->parts->pin();
		echo '<h2>' . esc_html__( 'Connection', 'omeda-newsletter-connector' ) . '</h2><p>';
		self::button( 'test', __( 'Test the connection', 'omeda-newsletter-connector' ) );
		if ( $pin->is_set() && $pin->is_dry_run() ) {
			self::button( 'confirm', __( 'This is the original site: start syncing', 'omeda-newsletter-connector' ), ' button-primary' );
		}
		self::button( 'refresh', __( 'Reload Omeda’s deployment types', 'omeda-newsletter-connector' ) );
		echo '</p><ul id="omeda-connector-result" role="status" aria-live="polite"></ul>';
	}

	private static function button( string $name, string $label, string $style = '' ): void {
		printf(
			'<button type="button" class="button%s" id="omeda-connector-%s" disabled>%s</button> ',
			esc_attr( $style ),
			esc_attr( $name ),
			esc_html( $label )
		);
	}
}
