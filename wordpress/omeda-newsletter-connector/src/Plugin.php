<?php
namespace OmedaNewsletterConnector;

use OmedaNewsletterConnector\Install\Installer;

defined( 'ABSPATH' ) || exit;

/** Wires the objects together; each knows only what it is given. */
final class Plugin {
	private static ?self $instance = null;

	private readonly Parts $parts;

	private function __construct() {
		$this->parts = new Parts();
	}

	public static function get(): self {
		return self::$instance ??= new self();
	}

	public function parts(): Parts {
		return $this->parts;
	}

	public function boot(): void {
		Installer::register( PLUGIN_FILE );
		add_action( 'init', array( $this, 'init' ) );
		$this->parts->watcher()->register();
		$this->parts->hand_off()->register();
		$this->parts->cron()->register();
		$this->parts->emails()->front_end()->register();
		$this->parts->types()->register();
		$this->parts->roll_out()->register();
		Consent\ApprovalMail::register();
		add_filter( 'import_post_meta_key', array( Consent\ConsentMeta::class, 'not_imported' ) );
		add_action( 'rest_api_init', array( $this, 'register_routes' ) );
		Health\Privacy::register();
		Health\SiteHealth::register( $this->parts );
		if ( is_admin() ) {
			$this->boot_settings();
			$this->boot_admin();
		}
		if ( defined( 'WP_CLI' ) && WP_CLI ) {
			\WP_CLI::add_command( 'omeda', new Cli\Command( $this->parts ) );
		}
	}

	public function init(): void {
		load_plugin_textdomain( 'omeda-newsletter-connector', false, dirname( plugin_basename( PLUGIN_FILE ) ) . '/languages' );
		Install\Schema::ensure();
		Types\TypePostType::register();
		Types\PostTypeChoice::register( $this->parts );
		Capture\OwnWords::register( $this->parts->settings() );
	}

	public function register_routes(): void {
		foreach ( Rest\Routes::all( $this->parts ) as $route ) {
			$route->register();
		}
	}

	private function boot_settings(): void {
		Settings\SettingsPage::register( $this->parts );
		Types\TypeForm::register( $this->parts );
		Migration\ImportPage::register( $this->parts );
	}

	/** What only wp-admin shows: one line for each screen. */
	private function boot_admin(): void {
		Admin\Menu::register();
		Editor\Panel::register( $this->parts );
		Editor\MetaBox::register( $this->parts );
		Lists\StatusColumn::register( $this->parts );
		Lists\RowAction::register();
		Status\AttentionNotice::register();
		Reconcile\HandoverNotice::register();
	}
}
