<?php
/**
 * Installs WordPress into an empty database, with one user of each role; prints their application passwords.
 */
define( 'WP_INSTALLING', true );
require __DIR__ . '/boot.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'The Daily', 'admin', 'admin@daily.example', true, '', 'admin-pass' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'timezone_string', 'Europe/Berlin' );
foreach ( array( 'editor', 'author', 'contributor', 'subscriber' ) as $role ) {
	wp_insert_user(
		array(
			'user_login' => $role,
			'user_pass'  => "{$role}-pass",
			'user_email' => "{$role}@daily.example",
			'role'       => $role,
		)
	);
}
$passwords = array();
foreach ( get_users() as $user ) {
	$made                           = WP_Application_Passwords::create_new_application_password( $user->ID, array( 'name' => 'test' ) );
	$passwords[ $user->user_login ] = $made[0];
}
echo wp_json_encode( $passwords );
