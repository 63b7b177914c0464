<?php
/**
 * Like `wp search-replace`: in each text of each table, also within serialized values.
 */
function search_replace( string $from, string $to ): void {
	global $wpdb;
	foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) {
		$key = $wpdb->get_row( "SHOW KEYS FROM `{$table}` WHERE Key_name = 'PRIMARY'" )->Column_name;
		foreach ( $wpdb->get_results( "SELECT * FROM `{$table}`", ARRAY_A ) as $row ) {
			$texts   = array_filter( $row, 'is_string' );
			$changed = array_diff_assoc( array_map( fn( $text ) => replaced( $text, $from, $to ), $texts ), $texts );
			if ( array() !== $changed ) {
				$wpdb->update( $table, $changed, array( $key => $row[ $key ] ) );
			}
		}
	}
	wp_cache_flush();
}

function replaced( string $text, string $from, string $to ): string {
	if ( ! is_serialized( $text ) ) {
		return str_replace( $from, $to, $text );
	}
	$value = unserialize( $text );
	if ( is_array( $value ) ) {
		array_walk_recursive(
			$value,
			function ( &$part ) use ( $from, $to ) {
				$part = is_string( $part ) ? replaced( $part, $from, $to ) : $part;
			}
		);
	}
	return serialize( $value );
}
