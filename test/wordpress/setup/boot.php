<?php
/**
 * Loads WordPress in a script.
 */
$_SERVER += array(
	'HTTP_HOST'       => parse_url( (string) getenv( 'WP_TEST_URL' ), PHP_URL_HOST ) . ':' . parse_url( (string) getenv( 'WP_TEST_URL' ), PHP_URL_PORT ),
	'SERVER_NAME'     => '127.0.0.1',
	'REQUEST_URI'     => '/',
	'REQUEST_METHOD'  => 'GET',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
);
require getenv( 'WP_TEST_ROOT' ) . '/wp-load.php';
