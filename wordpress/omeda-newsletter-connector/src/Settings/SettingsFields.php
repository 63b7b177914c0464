<?php
namespace OmedaNewsletterConnector\Settings;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** The rows of the settings form. */
final class SettingsFields {
	public function __construct( private readonly Settings $settings ) {}

	public function show(): void {
		$name = Settings::OPTION . '[is_form]';
		echo '<input type="hidden" name="' . esc_attr( $name ) . '" value="1"><table class="form-table" role="presentation">';
		$this->text( 'gateway_url', __( 'Gateway URL', 'omeda-newsletter-connector' ), 'url' );
		$this->text( 'site_id', __( 'Site ID', 'omeda-newsletter-connector' ), 'text' );
		$this->secret( 'secret', __( 'Signing secret', 'omeda-newsletter-connector' ) );
		$this->secret( 'site_key', __( 'Site key', 'omeda-newsletter-connector' ) );
		$this->open( 'post_types', __( 'Post types', 'omeda-newsletter-connector' ) );
		( new PostTypeFields( $this->settings ) )->show();
		$this->close( 'post_types' );
		$this->mode();
		$this->number( 'sync_wait', __( 'Synchronous mode: maximum wait (seconds)', 'omeda-newsletter-connector' ) );
		$this->number( 'timeout', __( 'Delivery timeout (seconds)', 'omeda-newsletter-connector' ) );
		$this->check( 'mail', __( 'Mail', 'omeda-newsletter-connector' ), __( 'Notify the author and the administrators when a newsletter fails, misses its time, or is held', 'omeda-newsletter-connector' ) );
		$this->check( 'skip_imports', __( 'Imports', 'omeda-newsletter-connector' ), __( 'Ignore imported posts', 'omeda-newsletter-connector' ) );
		$this->check( 'disabled', __( 'Switched off', 'omeda-newsletter-connector' ), __( 'Record and sync nothing', 'omeda-newsletter-connector' ) );
		$this->check( 'remove_data', __( 'Uninstall', 'omeda-newsletter-connector' ), __( 'Remove all data of this plugin when it is deleted', 'omeda-newsletter-connector' ) );
		echo '</table>';
	}

	private function text( string $name, string $label, string $type ): void {
		$this->open( $name, $label );
		printf(
			'<input type="%s" class="regular-text" id="%s" name="%s" value="%s"%s>',
			esc_attr( $type ),
			esc_attr( $this->id( $name ) ),
			esc_attr( $this->name( $name ) ),
			esc_attr( $this->settings->text( $name ) ),
			disabled( $this->settings->is_constant( $name ), true, false )
		);
		$this->close( $name );
	}

	/** Saved secrets are not shown, not even in the page's source. */
	private function secret( string $name, string $label ): void {
		$is_set = '' !== $this->settings->text( $name );
		$hint   = $is_set ? Words::secret_saved() : '';
		$this->open( $name, $label );
		printf(
			'<input type="password" class="regular-text" id="%s" name="%s" value="" autocomplete="new-password" placeholder="%s"%s>',
			esc_attr( $this->id( $name ) ),
			esc_attr( $this->name( $name ) ),
			esc_attr( $is_set ? '••••••••' : '' ),
			disabled( $this->settings->is_constant( $name ), true, false )
		);
		echo '<p class="description">' . esc_html( $hint ) . '</p>';
		$this->close( $name );
	}

	private function number( string $name, string $label ): void {
		$this->open( $name, $label );
		printf(
			'<input type="number" min="1" max="60" class="small-text" id="%s" name="%s" value="%s"%s>',
			esc_attr( $this->id( $name ) ),
			esc_attr( $this->name( $name ) ),
			esc_attr( $this->settings->text( $name ) ),
			disabled( $this->settings->is_constant( $name ), true, false )
		);
		$this->close( $name );
	}

	private function check( string $name, string $label, string $text ): void {
		$this->open( $name, $label );
		printf(
			'<input type="checkbox" id="%s" name="%s" value="1"%s%s> %s',
			esc_attr( $this->id( $name ) ),
			esc_attr( $this->name( $name ) ),
			checked( $this->settings->is_on( $name ), true, false ),
			disabled( $this->settings->is_constant( $name ), true, false ),
			esc_html( $text )
		);
		$this->close( $name );
	}

	private function mode(): void {
		$modes = array(
			'async' => __( 'Asynchronous: saving never waits (recommended)', 'omeda-newsletter-connector' ),
			'sync'  => __( 'Synchronous: saving waits until Omeda has it', 'omeda-newsletter-connector' ),
		);
		$this->open( 'mode', __( 'Mode', 'omeda-newsletter-connector' ) );
		echo '<select id="' . esc_attr( $this->id( 'mode' ) ) . '" name="' . esc_attr( $this->name( 'mode' ) ) . '">';
		foreach ( $modes as $mode => $text ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $mode ), selected( $this->settings->text( 'mode' ), $mode, false ), esc_html( $text ) );
		}
		echo '</select>';
		$this->close( 'mode' );
	}

	private function open( string $name, string $label ): void {
		printf( '<tr><th scope="row"><label for="%s">%s</label></th><td>', esc_attr( $this->id( $name ) ), esc_html( $label ) );
	}

	private function close( string $name ): void {
		if ( $this->settings->is_constant( $name ) ) {
			$words = sprintf( Words::set_by_constant(), Settings::CONSTANTS[ $name ] );
			echo '<p class="description">' . esc_html( $words ) . '</p>';
		}
		echo '</td></tr>';
	}

	private function id( string $name ): string {
		return "omeda-connector-{$name}";
	}

	private function name( string $name ): string {
		return Settings::OPTION . "[{$name}]";
	}
}
