<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/**
 * Where a newsletter is rendered. Any request may deliver it: its constants, and what plugins registered for
 * it, would show in the mail. So the front end renders, and this request only if the front end is blocked.
 */
final class Rendering {
	public function __construct(
		private readonly Loopback $loopback,
		private readonly Renderer $renderer,
	) {}

	/**
	 * @param object               $row  As this process claimed it.
	 * @param array<string, mixed> $post Facts of the post, with its raw content.
	 * @param array<string, mixed> $type Its deployment type.
	 * @return array{html: string, styles: string, language: string, direction: string}
	 * @throws \Throwable What a filter threw.
	 */
	public function mail( object $row, array $post, array $type ): array {
		return $this->loopback->mail( $row ) ?? $this->renderer->mail( $post, $type );
	}
}
