<?php
namespace OmedaNewsletterConnector\Editor;

use const OmedaNewsletterConnector\PLUGIN_FILE;
use const OmedaNewsletterConnector\VERSION;

defined( 'ABSPATH' ) || exit;

/** The scripts by name, each with its dependencies: WordPress loads them in order, without a build step. */
final class Assets {
	private const PREFIX = 'omeda-connector-';

	private const SCRIPTS = array(
		'api'              => array( 'wp-api-fetch', 'wp-url' ),
		'time'             => array( 'wp-element', 'wp-date', 'wp-i18n' ),
		'sentences'        => array( 'wp-i18n' ),
		'mount'            => array( 'wp-element' ),
		'use-status'       => array( 'wp-element', '@api' ),
		'words'            => array( 'wp-i18n', '@time', '@sentences' ),
		'progress'         => array( 'wp-element', 'wp-i18n' ),
		'notices'          => array( 'wp-i18n', '@sentences' ),
		'actions'          => array( 'wp-element', 'wp-components', 'wp-i18n', '@api', '@notices', '@sentences' ),
		'send-form'        => array( 'wp-element', 'wp-components', 'wp-date', 'wp-i18n', '@sentences' ),
		'sending'          => array( 'wp-element', 'wp-components', 'wp-i18n', '@sentences' ),
		'status'           => array( '@use-status', '@words', '@progress', '@actions', '@send-form', '@sending', '@sentences' ),
		'type-choice'      => array( 'wp-element', 'wp-components', 'wp-i18n', '@api', '@sentences' ),
		'forecast'         => array( 'wp-i18n', '@time', '@sentences' ),
		'classic-forecast' => array( 'wp-element', 'wp-date', '@forecast', '@status', '@type-choice' ),
		'formats'          => array( 'wp-date' ),
		'own-words'        => array( 'wp-element', 'wp-components', 'wp-i18n', '@formats', '@sentences' ),
		'preview-frame'    => array( 'wp-element', 'wp-i18n' ),
		'preview'          => array( 'wp-element', 'wp-components', 'wp-i18n', '@preview-frame', '@notices', '@status', '@sentences' ),
		'block-draft'      => array( 'wp-data', 'wp-editor' ),
		'block-names'      => array( 'wp-data', 'wp-editor', 'wp-html-entities', '@formats' ),
		'classic-names'    => array( '@formats' ),
		'classic-draft'    => array( '@own-words', '@type-choice', '@classic-names' ),
		'publish-panels'   => array( 'wp-edit-post', 'wp-editor', 'wp-data', '@forecast', '@status', '@type-choice', '@sentences' ),
		'editor-panel'     => array( 'wp-plugins', '@publish-panels', '@own-words', '@preview', '@block-draft', '@block-names', '@sentences' ),
		'meta-box'         => array( 'wp-dom-ready', '@mount', '@status', '@classic-forecast', '@classic-draft', '@preview' ),
		'jobs-list'        => array( 'wp-components', '@api', '@words', '@sentences' ),
		'jobs-outbox'      => array( 'wp-components', '@api', '@time', '@sentences' ),
		'list-column'      => array( 'wp-dom-ready', '@api' ),
		'settings'         => array( 'wp-i18n', '@api', '@sentences' ),
		'type-form'        => array( 'wp-i18n', '@api', '@sentences' ),
		'jobs-page'        => array( 'wp-dom-ready', '@mount', '@jobs-list', '@jobs-outbox' ),
	);

	/**
	 * Loads a script, its dependencies, and the style.
	 *
	 * @param array<string, mixed> $settings The scripts' settings, in `omedaConnector.settings`.
	 */
	public static function enqueue( string $name, array $settings = array() ): void {
		self::register();
		wp_enqueue_script( self::PREFIX . $name );
		wp_enqueue_style( self::PREFIX . 'admin', self::url( 'css/admin.css' ), array( 'wp-components' ), VERSION );
		$json = wp_json_encode( $settings, JSON_HEX_TAG | JSON_HEX_AMP );
		wp_add_inline_script(
			self::PREFIX . 'api',
			"window.omedaConnector = Object.assign( window.omedaConnector || {}, { settings: {$json} } );",
			'before'
		);
	}

	private static function register(): void {
		foreach ( self::SCRIPTS as $name => $needs ) {
			$handles = array_map( array( self::class, 'handle' ), $needs );
			wp_register_script( self::PREFIX . $name, self::url( "js/{$name}.js" ), $handles, VERSION, true );
			wp_set_script_translations( self::PREFIX . $name, 'omeda-newsletter-connector', dirname( PLUGIN_FILE ) . '/languages' );
		}
	}

	/** Our scripts are marked with an @. */
	private static function handle( string $name ): string {
		return str_starts_with( $name, '@' ) ? self::PREFIX . substr( $name, 1 ) : $name;
	}

	private static function url( string $path ): string {
		return plugins_url( "assets/{$path}", PLUGIN_FILE );
	}
}
