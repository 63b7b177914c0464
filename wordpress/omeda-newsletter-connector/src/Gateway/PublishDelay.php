<?php
namespace OmedaNewsletterConnector\Gateway;

defined( 'ABSPATH' ) || exit;

/** How long after publishing a newsletter is sent, as the gateway last reported: editors read it before they click. */
final class PublishDelay {
	private const OPTION = 'omeda_connector_publish_delay';

	/** @param array<string, mixed>|\WP_Error $site As the gateway has it. */
	public static function keep( array|\WP_Error $site ): void {
		$minutes = Field::text_or_null( $site, 'publishDelayMinutes' );
		if ( is_numeric( $minutes ) ) {
			update_option( self::OPTION, (float) $minutes, false );
		}
	}

	/** @return float|null Null until the gateway has reported it. */
	public static function minutes(): ?float {
		$minutes = get_option( self::OPTION );
		return is_numeric( $minutes ) ? (float) $minutes : null;
	}
}
