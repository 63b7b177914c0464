<?php
namespace OmedaNewsletterConnector\Outbox;

defined( 'ABSPATH' ) || exit;

/** One event as a save leaves it: raw content and settings, not rendered yet. */
final class Entry {
	/** @param array<string, mixed> $snapshot */
	public function __construct(
		public readonly int $post_id,
		public readonly string $post_status,
		public readonly string $type,
		public readonly array $snapshot,
		public readonly string $hash,
	) {}

	public function json(): string {
		return (string) wp_json_encode( $this->snapshot );
	}

	public function with_type( string $type ): self {
		return new self( $this->post_id, $this->post_status, $type, $this->snapshot, $this->hash );
	}
}
