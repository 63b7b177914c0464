<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** Which kinds of blocks a content is made of, also those in patterns and reusable blocks: noted while it is rendered. */
final class UsedBlocks {
	/** @var array<string, true> */
	private array $names = array();

	/**
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	public function during( callable $work ): mixed {
		$note = array( $this, 'note' );
		add_filter( 'render_block_data', $note, PHP_INT_MAX );
		try {
			return $work();
		} finally {
			remove_filter( 'render_block_data', $note, PHP_INT_MAX );
		}
	}

	/**
	 * @param array<string, mixed> $block
	 * @return array<string, mixed>
	 */
	public function note( $block ) {
		$name = $block['blockName'] ?? null;
		if ( is_string( $name ) ) {
			$this->names[ $name ] = true;
		}
		return $block;
	}

	/** @return string[] In the order of the alphabet: the same blocks give the same styles. */
	public function names(): array {
		$names = array_keys( $this->names );
		sort( $names );
		return $names;
	}
}
