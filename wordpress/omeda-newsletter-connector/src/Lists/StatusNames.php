<?php
namespace OmedaNewsletterConnector\Lists;

defined( 'ABSPATH' ) || exit;

/** The gateway's names for a newsletter's status, as a list shows them. */
final class StatusNames {
	/** @return array<string, string> */
	public static function all(): array {
		return array(
			'requested'             => __( 'Saved', 'omeda-newsletter-connector' ),
			'created'               => __( 'Created at Omeda', 'omeda-newsletter-connector' ),
			'audience-assigned'     => __( 'Audience loading', 'omeda-newsletter-connector' ),
			'audience-ready'        => __( 'Audience ready', 'omeda-newsletter-connector' ),
			'content-updated'       => __( 'Content at Omeda', 'omeda-newsletter-connector' ),
			'test-sent'             => __( 'Test sent', 'omeda-newsletter-connector' ),
			'scheduled'             => __( 'Scheduled', 'omeda-newsletter-connector' ),
			'sent'                  => __( 'Sent', 'omeda-newsletter-connector' ),
			'sent-after-withdrawal' => __( 'Sent after it was withdrawn', 'omeda-newsletter-connector' ),
			'missed'                => __( 'Missed', 'omeda-newsletter-connector' ),
			'held'                  => __( 'Held', 'omeda-newsletter-connector' ),
			'failed'                => __( 'Failed', 'omeda-newsletter-connector' ),
			'incomplete'            => __( 'Incomplete', 'omeda-newsletter-connector' ),
			'archived'              => __( 'Published without sending', 'omeda-newsletter-connector' ),
			'no-type'               => __( 'Not a newsletter', 'omeda-newsletter-connector' ),
			'withdrawn'             => __( 'Withdrawn', 'omeda-newsletter-connector' ),
			'cancelled'             => __( 'Canceled', 'omeda-newsletter-connector' ),
		);
	}

	public static function of( string $status ): string {
		return self::all()[ $status ] ?? $status;
	}
}
