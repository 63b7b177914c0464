<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/** The kinds of blocks in a content, also within patterns and reusable blocks: recorded during rendering. */
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

	/** @return string[] In alphabetical order: the same blocks give the same styles. */
	public function names(): array {
		$names = array_keys( $this->names );
		sort( $names );
		return $names;
	}
}
