<?php
namespace OmedaNewsletterConnector\Types;

defined( 'ABSPATH' ) || exit;

/** The fields of a deployment type: how each is labelled, cleaned, and sent. */
final class TypeFields {
	public const VARIABLES = array(
		'{post_title}', '{post_id}', '{post_slug}', '{post_date}', '{post_date_Y}', '{post_date_y}',
		'{post_date_m}', '{post_date_d}', '{post_date_ymd}', '{post_date_F}', '{post_date_M}',
		'{post_date_j}', '{post_date_n}', '{author_name}', '{author_first_name}', '{author_last_name}',
		'{site_name}', '{site_tagline}', '{category}', '{categories}', '{tags}', '{excerpt}',
	);

	public const ON_PUBLISH = array( 'schedule', 'test', 'nothing' );

	public const DEFAULTS = array(
		'omedaDeploymentTypeId' => null,
		'audienceQuery'         => '',
		'outputCriteria'        => '',
		'fromName'              => '',
		'fromEmail'             => '',
		'mailbox'               => '',
		'replyTo'               => '',
		'subjectFormat'         => '{post_title}',
		'preheaderFormat'       => '{excerpt}',
		'deploymentNameFormat'  => '{site_name} {post_title}',
		'campaignIdFormat'      => '',
		'template'              => TemplateFields::DEFAULTS,
		'testers'               => array(),
		'onPublish'             => 'schedule',
		'postTypes'             => array(),
		// Switched on one by one while an older plugin still handles the others.
		'isOn'                  => true,
	);

	/** Fields that accept the variables. */
	public const FORMATS = array( 'subjectFormat', 'preheaderFormat', 'deploymentNameFormat', 'campaignIdFormat' );

	/** @return array<string, string> */
	public static function labels(): array {
		return array(
			'omedaDeploymentTypeId' => __( 'Omeda deployment type', 'omeda-newsletter-connector' ),
			'audienceQuery'         => __( 'Audience query', 'omeda-newsletter-connector' ),
			'outputCriteria'        => __( 'Output criteria', 'omeda-newsletter-connector' ),
			'fromName'              => __( 'From name', 'omeda-newsletter-connector' ),
			'fromEmail'             => __( 'From address', 'omeda-newsletter-connector' ),
			'mailbox'               => __( 'Mailbox', 'omeda-newsletter-connector' ),
			'replyTo'               => __( 'Reply-to address', 'omeda-newsletter-connector' ),
			'subjectFormat'         => __( 'Subject', 'omeda-newsletter-connector' ),
			'preheaderFormat'       => __( 'Preheader', 'omeda-newsletter-connector' ),
			'deploymentNameFormat'  => __( 'Deployment name', 'omeda-newsletter-connector' ),
			'campaignIdFormat'      => __( 'Campaign ID', 'omeda-newsletter-connector' ),
			'template'              => __( 'The email shows', 'omeda-newsletter-connector' ),
			'testers'               => __( 'Testers', 'omeda-newsletter-connector' ),
			'onPublish'             => __( 'When a post is published', 'omeda-newsletter-connector' ),
			'postTypes'             => __( 'Used for', 'omeda-newsletter-connector' ),
			'isOn'                  => __( 'Enabled', 'omeda-newsletter-connector' ),
		);
	}

	/**
	 * Clean values of all fields; unknown fields are left out.
	 *
	 * @param array<string, mixed> $given
	 * @return array<string, mixed>
	 */
	public static function clean( array $given ): array {
		$values = array_merge( self::DEFAULTS, array_intersect_key( $given, self::DEFAULTS ) );
		$id     = absint( $values['omedaDeploymentTypeId'] );
		return array(
			'omedaDeploymentTypeId' => $id > 0 ? $id : null,
			'fromEmail'             => self::email( $values['fromEmail'] ),
			'replyTo'               => self::email( $values['replyTo'] ),
			'template'              => TemplateFields::clean( $values['template'] ),
			'testers'               => self::testers( $values['testers'] ),
			'onPublish'             => in_array( $values['onPublish'], self::ON_PUBLISH, true )
				? $values['onPublish'] : 'schedule',
			'postTypes'             => array_values( array_map( 'sanitize_key', (array) $values['postTypes'] ) ),
			'isOn'                  => (bool) $values['isOn'],
		) + array_map( array( self::class, 'line' ), $values );
	}

	/**
	 * One tester per line: address, first name, last name.
	 *
	 * @param mixed $given Text of the form, or a list.
	 * @return array<int, array{email: string, firstName: string, lastName: string}>
	 */
	public static function testers( mixed $given ): array {
		$lines   = is_array( $given ) ? $given : preg_split( '/\R/', (string) $given );
		$testers = array();
		foreach ( (array) $lines as $line ) {
			$parts = is_array( $line ) ? array_values( $line ) : explode( ',', (string) $line );
			$email = sanitize_email( trim( (string) ( $parts[0] ?? '' ) ) );
			if ( is_email( $email ) ) {
				$testers[ strtolower( $email ) ] = array(
					'email'     => $email,
					'firstName' => mb_substr( self::line( $parts[1] ?? '' ), 0, 80 ),
					'lastName'  => mb_substr( self::line( $parts[2] ?? '' ), 0, 80 ),
				);
			}
		}
		return array_slice( array_values( $testers ), 0, 100 );
	}

	private static function email( mixed $given ): string {
		$email = sanitize_email( is_string( $given ) ? trim( $given ) : '' );
		return is_email( $email ) ? $email : '';
	}

	/** Not sanitize_text_field: it would remove `%20` and `<` from a format. */
	private static function line( mixed $given ): string {
		$text = is_scalar( $given ) ? wp_strip_all_tags( (string) $given, true ) : '';
		return mb_substr( trim( wp_check_invalid_utf8( $text, true ) ), 0, 1000 );
	}
}
