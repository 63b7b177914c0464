<?php
/**
 * Checks the plugin's PHP, or the source given as `name<TAB>base64` on stdin, and prints a JSON list of faults.
 */
foreach ( array( 'tokens', 'output', 'queries', 'strings' ) as $name ) {
	require __DIR__ . "/{$name}.php";
}

/** @return string[] */
function faults_of( string $name, string $source ): array {
	$tokens   = new Tokens( $name, $source );
	$is_shut  = 1 === preg_match( "/^defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;$/m", $source );
	$unshut   = $is_shut ? array() : array( "{$name} runs when called by its address" );
	$opened   = array_filter( $tokens->all, fn( $token ) => $token->is( T_INLINE_HTML ) );
	$markup   = array() === $opened ? array() : array( "{$name} has markup outside of PHP" );
	return array_merge( $unshut, $markup, OutputCheck::faults( $tokens ), QueryCheck::faults( $tokens ), StringCheck::faults( $tokens, $source ) );
}

if ( isset( $argv[1] ) ) {
	$faults = array();
	$files  = new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $argv[1], FilesystemIterator::SKIP_DOTS ) );
	foreach ( $files as $file ) {
		if ( 'php' === $file->getExtension() ) {
			$name   = substr( $file->getPathname(), strlen( $argv[1] ) + 1 );
			$faults = array_merge( $faults, faults_of( $name, file_get_contents( $file->getPathname() ) ) );
		}
	}
} else {
	$faults = faults_of( 'given.php', stream_get_contents( STDIN ) );
}
echo json_encode( $faults, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ), "\n";
