<?php
namespace OmedaNewsletterConnector\Lists;

use OmedaNewsletterConnector\Consent\Approvals;
use OmedaNewsletterConnector\Editor\Assets;
use OmedaNewsletterConnector\Parts;
use OmedaNewsletterConnector\Status\StatusCache;

defined( 'ABSPATH' ) || exit;

/** The column of the post lists. It reads the last known status: a list sends no request. */
final class StatusColumn {
	private const NAME   = 'omeda_newsletter';
	private const FILTER = 'omeda_state';
	/** Not a status of the gateway's: what waits for a person here. */
	private const AWAITS = 'awaits-approval';

	public static function register( Parts $parts ): void {
		foreach ( $parts->settings()->post_types() as $post_type ) {
			add_filter( "manage_{$post_type}_posts_columns", array( self::class, 'add' ) );
			add_action( "manage_{$post_type}_posts_custom_column", array( self::class, 'show' ), 10, 2 );
			add_filter( "manage_edit-{$post_type}_sortable_columns", array( self::class, 'make_sortable' ) );
		}
		add_action( 'restrict_manage_posts', static fn( $post_type ) => self::offer_filter( $parts, (string) $post_type ) );
		add_action( 'pre_get_posts', array( self::class, 'apply' ) );
		add_action( 'admin_enqueue_scripts', static fn( $hook ) => self::enqueue( $parts, (string) $hook ) );
	}

	private static function enqueue( Parts $parts, string $hook ): void {
		$type = (string) ( get_current_screen()->post_type ?? '' );
		if ( 'edit.php' === $hook && in_array( $type, $parts->settings()->post_types(), true ) ) {
			Assets::enqueue( 'list-column' );
		}
	}

	/**
	 * @param array<string, string> $columns
	 * @return array<string, string>
	 */
	public static function add( array $columns ): array {
		return $columns + array( self::NAME => __( 'Newsletter', 'omeda-newsletter-connector' ) );
	}

	public static function show( string $column, int $post_id ): void {
		if ( self::NAME !== $column ) {
			return;
		}
		echo '<span class="omeda-cell" data-post="' . esc_attr( (string) $post_id ) . '">';
		$lines = StatusCell::lines( $post_id );
		echo esc_html( (string) array_shift( $lines ) );
		foreach ( $lines as $line ) {
			echo '<br><small>' . esc_html( $line ) . '</small>';
		}
		echo '</span>';
	}

	/**
	 * @param array<string, mixed> $columns
	 * @return array<string, mixed>
	 */
	public static function make_sortable( array $columns ): array {
		return $columns + array( self::NAME => self::NAME );
	}

	private static function offer_filter( Parts $parts, string $post_type ): void {
		if ( ! in_array( $post_type, $parts->settings()->post_types(), true ) ) {
			return;
		}
		$chosen = self::chosen();
		echo '<label class="screen-reader-text" for="' . esc_attr( self::FILTER ) . '">';
		echo esc_html__( 'Filter by newsletter status', 'omeda-newsletter-connector' ) . '</label>';
		echo '<select id="' . esc_attr( self::FILTER ) . '" name="' . esc_attr( self::FILTER ) . '">';
		echo '<option value="">' . esc_html__( 'All newsletters', 'omeda-newsletter-connector' ) . '</option>';
		foreach ( self::choices() as $status => $name ) {
			printf(
				'<option value="%s"%s>%s</option>',
				esc_attr( $status ),
				selected( $chosen, $status, false ),
				esc_html( $name )
			);
		}
		echo '</select>';
	}

	public static function apply( \WP_Query $query ): void {
		if ( ! is_admin() || ! $query->is_main_query() ) {
			return;
		}
		$is_sorted = self::NAME === $query->get( 'orderby' );
		if ( self::AWAITS === self::chosen() ) {
			$waiting = Approvals::waiting();
			$query->set( 'post__in', array() === $waiting ? array( 0 ) : $waiting );
		} elseif ( '' !== self::chosen() ) {
			$query->set( 'meta_query', array( array( 'key' => StatusCache::WORD, 'value' => self::chosen() ) ) );
			// All listed posts have the same status then: the newest first.
			$query->set( 'orderby', $is_sorted ? array( 'date' => 'DESC' ) : $query->get( 'orderby' ) );
		} elseif ( $is_sorted ) {
			// Both, or posts without a newsletter would not be listed at all.
			$has  = array( 'key' => StatusCache::WORD, 'compare' => 'EXISTS' );
			$none = array( 'key' => StatusCache::WORD, 'compare' => 'NOT EXISTS' );
			$query->set( 'meta_query', array( 'relation' => 'OR', $none, self::NAME => $has ) );
		}
	}

	/** @return array<string, string> */
	private static function choices(): array {
		return array( self::AWAITS => __( 'Awaiting approval', 'omeda-newsletter-connector' ) ) + StatusNames::all();
	}

	private static function chosen(): string {
		// A filter of a list changes nothing: it needs no nonce.
		$given = isset( $_GET[ self::FILTER ] ) ? sanitize_key( wp_unslash( $_GET[ self::FILTER ] ) ) : '';
		return isset( self::choices()[ $given ] ) ? $given : '';
	}
}
