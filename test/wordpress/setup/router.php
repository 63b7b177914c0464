<?php
/**
 * For PHP's own web server: existing files as they are, PHP files run, everything else is WordPress's front page.
 */
$root = __DIR__;
$path = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$file = $root . urldecode( $path );
if ( is_dir( $file ) && is_file( rtrim( $file, '/' ) . '/index.php' ) ) {
	if ( ! str_ends_with( $path, '/' ) ) {
		header( "Location: {$path}/" );
		return true;
	}
	$path = rtrim( $path, '/' ) . '/index.php';
	$file = $root . $path;
}
if ( ! is_file( $file ) ) {
	$path = '/index.php';
	$file = $root . $path;
} elseif ( ! str_ends_with( $file, '.php' ) ) {
	return false;
}
$_SERVER['SCRIPT_NAME']     = $path;
$_SERVER['PHP_SELF']        = $path;
$_SERVER['SCRIPT_FILENAME'] = $file;
chdir( dirname( $file ) );
require $file;
