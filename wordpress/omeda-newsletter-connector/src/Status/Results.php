<?php
namespace OmedaNewsletterConnector\Status;

use OmedaNewsletterConnector\Gateway\Field;
use OmedaNewsletterConnector\Words;

defined( 'ABSPATH' ) || exit;

/** What readers did with a newsletter, in a line: "Sent to 1,200, 43% opened". */
final class Results {
	/** @param array<string, mixed> $status The gateway's status document. */
	public static function line( array $status ): string {
		$now    = Field::count( $status, 'achieved', 'results', 'sentCount' );
		$sent   = $now ?? Field::count( $status, 'achieved', 'sent', 'sentCount' );
		$opened = Field::count( $status, 'achieved', 'results', 'uniqueOpens' );
		if ( null === $sent ) {
			return '';
		}
		if ( null === $opened || 0 === $sent ) {
			return sprintf( Words::sent_to(), number_format_i18n( $sent ) );
		}
		return sprintf( Words::sent_and_opened(), number_format_i18n( $sent ), (int) round( 100 * $opened / $sent ) );
	}
}
