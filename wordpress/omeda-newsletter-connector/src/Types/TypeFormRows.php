<?php
namespace OmedaNewsletterConnector\Types;

use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** One row for each field. */
final class TypeFormRows {
	private const TEXTS = array(
		'audienceQuery', 'outputCriteria', 'fromName', 'fromEmail', 'mailbox', 'replyTo',
		'subjectFormat', 'preheaderFormat', 'deploymentNameFormat', 'campaignIdFormat',
	);

	/** @param array<string, mixed> $values */
	public function __construct(
		private readonly string $field,
		private readonly array $values,
	) {}

	/** @param string[] $post_types */
	public function show( array $post_types ): void {
		echo '<table class="form-table" role="presentation">';
		$this->omeda_type();
		foreach ( self::TEXTS as $name ) {
			$this->text( $name );
		}
		$this->template();
		$this->testers();
		$this->on_publish();
		$this->post_types( $post_types );
		$this->is_on();
		echo '</table>';
	}

	/** A plain number; JavaScript puts a searchable list over it. */
	private function omeda_type(): void {
		$this->open( 'omedaDeploymentTypeId' );
		printf(
			'<input type="number" min="1" class="regular-text" id="%s" name="%s" value="%s">',
			esc_attr( $this->id( 'omedaDeploymentTypeId' ) ),
			esc_attr( $this->name( 'omedaDeploymentTypeId' ) ),
			esc_attr( (string) ( $this->values['omedaDeploymentTypeId'] ?? '' ) )
		);
		$this->close( Words::type_id_hint() );
	}

	private function text( string $name ): void {
		$this->open( $name );
		printf(
			'<input type="text" class="large-text" id="%s" name="%s" value="%s" maxlength="1000">',
			esc_attr( $this->id( $name ) ),
			esc_attr( $this->name( $name ) ),
			esc_attr( (string) $this->values[ $name ] )
		);
		$this->close( self::hint( $name ) );
	}

	private static function hint( string $name ): string {
		if ( in_array( $name, TypeFields::FORMATS, true ) ) {
			/* translators: %s: list of placeholders */
			return sprintf( __( 'You can use %s', 'omeda-newsletter-connector' ), implode( ' ', TypeFields::VARIABLES ) );
		}
		return match ( $name ) {
			'audienceQuery' => Words::query_hint(),
			'mailbox'       => Words::mailbox_hint(),
			default         => '',
		};
	}

	private function template(): void {
		$this->open( 'template' );
		TemplateFields::show( $this->name( 'template' ), $this->id( 'template' ), TemplateFields::clean( $this->values['template'] ) );
		$this->close( Words::template_hint() );
	}

	private function testers(): void {
		$lines = array_map( static fn( $tester ) => implode( ', ', array_filter( $tester ) ), $this->values['testers'] );
		$this->open( 'testers' );
		printf(
			'<textarea class="large-text" rows="4" id="%s" name="%s">%s</textarea>',
			esc_attr( $this->id( 'testers' ) ),
			esc_attr( $this->name( 'testers' ) ),
			esc_textarea( implode( "\n", $lines ) )
		);
		$this->close( Words::testers_hint() );
	}

	private function on_publish(): void {
		$choices = array(
			'schedule' => __( 'Test and schedule it', 'omeda-newsletter-connector' ),
			'test'     => __( 'Send the test only', 'omeda-newsletter-connector' ),
			'nothing'  => __( 'Nothing: a person sends it', 'omeda-newsletter-connector' ),
		);
		$this->open( 'onPublish' );
		echo '<select id="' . esc_attr( $this->id( 'onPublish' ) ) . '" name="' . esc_attr( $this->name( 'onPublish' ) ) . '">';
		foreach ( $choices as $value => $text ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $this->values['onPublish'], $value, false ), esc_html( $text ) );
		}
		echo '</select>';
		$this->close( '' );
	}

	/** @param string[] $names */
	private function post_types( array $names ): void {
		$this->open( 'postTypes' );
		foreach ( $names as $name ) {
			printf(
				'<label><input type="checkbox" name="%s[]" value="%s"%s> %s</label><br>',
				esc_attr( $this->name( 'postTypes' ) ),
				esc_attr( $name ),
				checked( in_array( $name, $this->values['postTypes'], true ), true, false ),
				esc_html( get_post_type_object( $name )->labels->name ?? $name )
			);
		}
		$this->close( Words::post_types_hint() );
	}

	private function is_on(): void {
		$this->open( 'isOn' );
		printf(
			'<input type="checkbox" id="%s" name="%s" value="1"%s>',
			esc_attr( $this->id( 'isOn' ) ),
			esc_attr( $this->name( 'isOn' ) ),
			checked( $this->values['isOn'], true, false )
		);
		$this->close( Words::enabled_hint() );
	}

	private function open( string $name ): void {
		printf( '<tr><th scope="row"><label for="%s">%s</label></th><td>', esc_attr( $this->id( $name ) ), esc_html( TypeFields::labels()[ $name ] ) );
	}

	private function close( string $hint ): void {
		if ( '' !== $hint ) {
			echo '<p class="description">' . esc_html( $hint ) . '</p>';
		}
		echo '</td></tr>';
	}

	private function id( string $name ): string {
		return "omeda-connector-{$name}";
	}

	private function name( string $name ): string {
		return "{$this->field}[{$name}]";
	}
}
