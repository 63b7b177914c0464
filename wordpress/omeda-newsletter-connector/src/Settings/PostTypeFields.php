<?php
namespace OmedaNewsletterConnector\Settings;

defined( 'ABSPATH' ) || exit;

/** The row of the settings form that says which posts may be newsletters, and which of them are. */
final class PostTypeFields {
	public function __construct( private readonly Settings $settings ) {}

	public function show(): void {
		foreach ( SettingsForm::choosable() as $type ) {
			printf(
				'<p><label><input type="checkbox" name="%s[post_types][]" value="%s"%s> %s</label> ',
				esc_attr( Settings::OPTION ),
				esc_attr( $type->name ),
				checked( in_array( $type->name, $this->settings->post_types(), true ), true, false ),
				esc_html( $type->labels->name )
			);
			$this->show_choice( $type );
			echo '</p>';
		}
	}

	private function show_choice( \WP_Post_Type $type ): void {
		$choices = array(
			'ticked' => __( 'only posts that the editor selects', 'omeda-newsletter-connector' ),
			'every'  => __( 'every post is a newsletter', 'omeda-newsletter-connector' ),
		);
		$chosen  = $this->settings->is_every_post( $type->name ) ? 'every' : 'ticked';
		/* translators: %s: name of a post type */
		$label = sprintf( __( '%s: which posts are newsletters', 'omeda-newsletter-connector' ), $type->labels->name );
		printf(
			'<select name="%s[newsletters][%s]" aria-label="%s">',
			esc_attr( Settings::OPTION ),
			esc_attr( $type->name ),
			esc_attr( $label )
		);
		foreach ( $choices as $value => $text ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $chosen, $value, false ), esc_html( $text ) );
		}
		echo '</select>';
	}
}
