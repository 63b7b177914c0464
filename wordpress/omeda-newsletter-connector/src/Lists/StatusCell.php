<?php
namespace OmedaNewsletterConnector\Lists;

use OmedaNewsletterConnector\Consent\Approvals;
use OmedaNewsletterConnector\Status\StatusCache;

defined( 'ABSPATH' ) || exit;

/** A list's text for one post's newsletter, from what is known here. */
final class StatusCell {
	private const WORDS = 120;

	/** @return string[] */
	public static function lines( int $post_id ): array {
		$known    = StatusCache::of( $post_id );
		$approval = Approvals::of( $post_id );
		/* translators: %s: name of the person who published the post */
		$awaits = __( 'Awaiting approval (published by %s)', 'omeda-newsletter-connector' );
		$lines  = array( null === $approval ? '' : sprintf( $awaits, $approval['by']['name'] ) );
		if ( null !== $known ) {
			$lines[] = null === $approval ? StatusNames::of( $known['status'] ) : '';
			$lines[] = wp_html_excerpt( $known['words'], self::WORDS, '…' );
			$lines[] = (string) $known['trackId'];
		}
		return array_values( array_filter( $lines, static fn( $line ) => '' !== $line ) );
	}
}
