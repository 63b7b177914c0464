<?php
namespace OmedaNewsletterConnector\Delivery;

use OmedaNewsletterConnector\Capture\EventType;
use OmedaNewsletterConnector\Email\Rendering;

defined( 'ABSPATH' ) || exit;

/** What the gateway gets, made once at the first attempt from what the save left. */
final class EventBody {
	private const GONE = array( EventType::TRASHED, EventType::DELETED );

	public function __construct(
		private readonly Rendering $rendering,
		private readonly FirstDelivery $first,
	) {}

	/**
	 * @param object $row As this process claimed it.
	 * @return array<string, mixed>
	 */
	public function of( object $row ): array {
		$snapshot = $this->first->named( $row, json_decode( (string) $row->snapshot, true ) );
		$post     = $snapshot['post'];
		$is_sent  = null !== $snapshot['deploymentType'] && ! in_array( $row->type, self::GONE, true );
		$mail     = $is_sent ? $this->rendering->mail( $row, $post, $snapshot['deploymentType'] ) : array( 'html' => null );
		unset( $post['content'] );
		$body = array(
			'type'           => $row->type,
			'sequence'       => (int) $row->id,
			'occurredAt'     => $snapshot['occurredAt'],
			'actor'          => $snapshot['actor'],
			'site'           => $snapshot['site'],
			'post'           => $mail + $post,
			'deploymentType' => $snapshot['deploymentType'],
		);
		if ( isset( $snapshot['adopt'] ) ) {
			$body['adopt'] = $snapshot['adopt'];
		}
		return $body;
	}
}
