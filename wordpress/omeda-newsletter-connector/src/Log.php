<?php
namespace OmedaNewsletterConnector;

defined( 'ABSPATH' ) || exit;

/** PHP's own log: it gets no content, no address of a reader, and no secret. */
final class Log {
	public static function error( string $what, ?\Throwable $error = null ): void {
		self::note( $what . ( $error ? ': ' . get_class( $error ) . ' ' . $error->getMessage() : '' ) );
	}

	public static function note( string $what ): void {
		// phpcs:ignore WordPress.PHP.DevelopmentFunctions.error_log_error_log
		error_log( "omeda-newsletter-connector: {$what}" );
	}
}
