<?php
namespace OmedaNewsletterConnector;

defined( 'ABSPATH' ) || exit;

/** Every sentence that people read. Names of fields and statuses are in their own lists. */
final class Words {
	/* translators: 1: name of the site, 2: title of the newsletter */
	public static function approval_subject(): string { return __( '[%1$s] A newsletter is awaiting approval: %2$s', 'omeda-newsletter-connector' ); }
	/* translators: %s: name of a person */
	public static function scheduled_without_right(): string { return __( '%s scheduled this post but is not allowed to send newsletters. Nothing goes out until you click Send.', 'omeda-newsletter-connector' ); }
	/* translators: %s: name of a person */
	public static function published_without_right(): string { return __( '%s published this post but is not allowed to send newsletters. Nothing goes out until you click Send.', 'omeda-newsletter-connector' ); }
	public static function database_rejected(): string { return __( 'The database rejected the change. Nothing changed for readers. Try again.', 'omeda-newsletter-connector' ); }
	public static function gateway_too_slow(): string { return __( 'The gateway did not respond in time.', 'omeda-newsletter-connector' ); }
	public static function gateway_unreachable(): string { return __( 'The gateway is unreachable.', 'omeda-newsletter-connector' ); }
	public static function save_to_sync(): string { return __( 'Save the post to sync it.', 'omeda-newsletter-connector' ); }
	public static function one_worker(): string { return __( 'PHP’s built-in web server has one worker, which would wait for itself. Set PHP_CLI_SERVER_WORKERS.', 'omeda-newsletter-connector' ); }
	/* translators: %d: status code of HTTP */
	public static function loopback_status(): string { return __( 'it returned something else (status %d).', 'omeda-newsletter-connector' ); }
	public static function nothing_left(): string { return __( 'nothing is left of its content for an email.', 'omeda-newsletter-connector' ); }
	/* translators: %s: names of settings */
	public static function settings_missing(): string { return __( 'Still missing: %s.', 'omeda-newsletter-connector' ); }
	public static function not_connected(): string { return __( 'The connection is not set up. Ask an administrator to complete the settings.', 'omeda-newsletter-connector' ); }
	public static function gateway_silent(): string { return __( 'The gateway is not responding. Saves are kept here and synced when it is back.', 'omeda-newsletter-connector' ); }
	/* translators: %d: HTTP status code */
	public static function gateway_status(): string { return __( 'The gateway responded with status %d.', 'omeda-newsletter-connector' ); }
	/* translators: %d: HTTP status code */
	public static function not_the_gateway(): string { return __( 'The gateway did not get this: something else responds at its URL (status %d). Check the URL in the settings, and any proxy, firewall, or maintenance page in front of the gateway. Saves are kept here and synced when it is back.', 'omeda-newsletter-connector' ); }
	public static function site_unknown(): string { return __( 'The gateway does not know this site. Compare the site ID in the settings with the gateway’s sites file, or ask the gateway’s operator to add the site. Saves are kept here and synced when it is known.', 'omeda-newsletter-connector' ); }
	public static function too_long(): string { return __( 'This newsletter is too long. Shorten it and save it again; the rest is automatic.', 'omeda-newsletter-connector' ); }
	public static function too_complex(): string { return __( 'This newsletter is too complex to turn into an email: too many nested blocks, or very long pasted code. Simplify it and save it again; the rest is automatic.', 'omeda-newsletter-connector' ); }
	/* translators: %s: parts of a post, such as: title, excerpt */
	public static function save_rejected(): string { return __( 'This save was rejected because of: %s. Correct it and save again; the rest is automatic.', 'omeda-newsletter-connector' ); }
	/* translators: 1: number of events, 2: span of time */
	public static function events_waiting(): string { return __( '%1$d events are waiting, the oldest for %2$s. Check that the gateway is running.', 'omeda-newsletter-connector' ); }
	public static function cron_stopped(): string { return __( 'WordPress’s cron has not run for 15 minutes. Call wp-cron.php every minute from the server’s cron.', 'omeda-newsletter-connector' ); }
	public static function not_encrypted(): string { return __( 'Drafts reach the gateway unencrypted. Use an https address unless the network is private.', 'omeda-newsletter-connector' ); }
	public static function dry_run(): string { return __( 'Nothing is synced from here. If this is the original site, confirm it under Omeda → Settings.', 'omeda-newsletter-connector' ); }
	/* translators: %s: number of recipients */
	public static function sent_to(): string { return __( 'Sent to %s', 'omeda-newsletter-connector' ); }
	/* translators: 1: number of recipients, 2: whole percent */
	public static function sent_and_opened(): string { return __( 'Sent to %1$s, %2$d%% opened', 'omeda-newsletter-connector' ); }
	public static function all_well(): string { return __( 'All is well.', 'omeda-newsletter-connector' ); }
	public static function not_allowed(): string { return __( 'You are not allowed to do this.', 'omeda-newsletter-connector' ); }
	/* translators: %d: number of newsletters */
	public static function gateway_restored(): string { return __( 'The newsletter gateway was restored from a backup. This site is syncing its newsletters again in the background: %d so far.', 'omeda-newsletter-connector' ); }
	public static function not_sending(): string { return __( 'This site is not sending newsletters right now.', 'omeda-newsletter-connector' ); }
	public static function not_sendable(): string { return __( 'This post can’t be sent. It must be a newsletter, published or scheduled, without a password.', 'omeda-newsletter-connector' ); }
	public static function nothing_sent_from_here(): string { return __( 'This site is in dry-run mode: nothing is sent from here.', 'omeda-newsletter-connector' ); }
	public static function no_post(): string { return __( 'This post does not exist.', 'omeda-newsletter-connector' ); }
	public static function choose_type(): string { return __( 'Choose a deployment type first. It defines how the email is built.', 'omeda-newsletter-connector' ); }
	public static function secrets_in_config(): string { return __( 'The site key and the signing secret are set in wp-config.php. Set OMEDA_CONNECTOR_GATEWAY_URL there, too.', 'omeda-newsletter-connector' ); }
	public static function other_host(): string { return __( 'The gateway URL points to a different host. Enter the signing secret and the site key again.', 'omeda-newsletter-connector' ); }
	public static function secret_saved(): string { return __( 'Saved. Leave blank to keep it.', 'omeda-newsletter-connector' ); }
	/* translators: %s: name of a constant in wp-config.php */
	public static function set_by_constant(): string { return __( 'Set by %s in wp-config.php.', 'omeda-newsletter-connector' ); }
	public static function bad_site_id(): string { return __( 'The site ID can contain up to 64 letters, digits, dots, dashes, and underscores, and must match the gateway’s.', 'omeda-newsletter-connector' ); }
	public static function bad_url(): string { return __( 'The gateway URL must look like https://newsletters.example.com.', 'omeda-newsletter-connector' ); }
	public static function url_not_encrypted(): string { return __( 'The gateway URL is not encrypted. Use https unless the network is private.', 'omeda-newsletter-connector' ); }
	public static function bad_site_key(): string { return __( 'The site key must have at least 16 characters and no spaces, and must match the gateway’s.', 'omeda-newsletter-connector' ); }
	public static function test_first(): string { return __( 'Nothing is synced until you test the connection.', 'omeda-newsletter-connector' ); }
	/* translators: %s: address of the site that this one is a copy of */
	public static function may_be_a_copy(): string { return __( 'This site is in dry-run mode: it was connected as %s and may be a copy. Nothing is synced from here. If this is the original site, confirm it below.', 'omeda-newsletter-connector' ); }
	public static function may_not_choose(): string { return __( 'You are not allowed to choose a post’s newsletter. Ask someone who can send newsletters.', 'omeda-newsletter-connector' ); }
	/* translators: 1: name of a field, 2: what was typed */
	public static function bad_address(): string { return __( '%1$s: “%2$s” is not an email address.', 'omeda-newsletter-connector' ); }
	public static function type_id_hint(): string { return __( 'Omeda’s DeploymentTypeId. Type to search by name.', 'omeda-newsletter-connector' ); }
	public static function query_hint(): string { return __( 'The exact name of the query in Omeda’s Audience Builder.', 'omeda-newsletter-connector' ); }
	public static function mailbox_hint(): string { return __( 'The part before the @ if you enter no address above.', 'omeda-newsletter-connector' ); }
	public static function template_hint(): string { return __( 'Shown around the content of the post. A custom template of your site decides for itself.', 'omeda-newsletter-connector' ); }
	public static function testers_hint(): string { return __( 'One per line: address, first name, last name.', 'omeda-newsletter-connector' ); }
	public static function post_types_hint(): string { return __( 'The default for posts of these types.', 'omeda-newsletter-connector' ); }
	public static function enabled_hint(): string { return __( 'If off, the older plugin, if installed, handles posts of this type.', 'omeda-newsletter-connector' ); }
	public static function no_types(): string { return __( 'No deployment types yet.', 'omeda-newsletter-connector' ); }
	public static function type_locked(): string { return __( 'Omeda already has this newsletter, so its deployment type can’t be changed. Remove the type, or cancel the newsletter first.', 'omeda-newsletter-connector' ); }
	public static function bad_signing_secret(): string { return __( 'The signing secret must be whsec_ followed by 24 to 64 bytes in base64, and must match the gateway’s.', 'omeda-newsletter-connector' ); }
	public static function host_blocked(): string { return __( 'WordPress blocks requests to the gateway. Add its host to WP_ACCESSIBLE_HOSTS in wp-config.php.', 'omeda-newsletter-connector' ); }
	/* translators: 1: address of the site, 2: why it cannot be called */
	public static function loopback_fault(): string { return __( 'This site cannot call its own front end at %1$s: %2$s Newsletters are rendered in the syncing request instead, as a logged-out visitor; content that a plugin adds only on the front end, such as a shortcode, may be missing. Let the server reach that address without a password or a redirect.', 'omeda-newsletter-connector' ); }
	public static function privacy(): string { return __( 'Posts that are sent as newsletters, with their author’s name, and the addresses of the people who receive tests, are sent to our newsletter service, which passes them on to Omeda. This site keeps what it sent for a week, and the latest status of each newsletter as long as its post exists. No data of readers or visitors is collected or sent.', 'omeda-newsletter-connector' ); }
	/* translators: %s: error message of another plugin or the theme */
	public static function not_rendered(): string { return __( 'The post could not be rendered: %s', 'omeda-newsletter-connector' ); }
	/* translators: 1: title of a post, 2: its number */
	public static function php_ended(): string { return __( 'PHP ended three times while it rendered “%1$s” (post %2$d): it ran out of memory or time, or a plugin or the theme ended it. PHP’s error log says which. Simplify the post and save it again, or correct the cause and retry.', 'omeda-newsletter-connector' ); }
	/* translators: %s: title of a newsletter */
	public static function continues(): string { return __( 'The newsletter continues: %s', 'omeda-newsletter-connector' ); }
	/* translators: %s: a technical message */
	public static function for_administrator(): string { return __( 'For your administrator: %s', 'omeda-newsletter-connector' ); }
	public static function nothing_waits(): string { return __( 'Nothing is waiting.', 'omeda-newsletter-connector' ); }
	public static function connection_works(): string { return __( 'The connection works.', 'omeda-newsletter-connector' ); }
	public static function connection_works_dry(): string { return __( 'The connection works, but this site is in dry-run mode. To make it the site that sends, run: wp omeda test --confirm', 'omeda-newsletter-connector' ); }
	public static function connection_fails(): string { return __( 'The connection test failed.', 'omeda-newsletter-connector' ); }
	/* translators: 1: number of deployment types, 2: number of posts */
	public static function copied(): string { return __( 'Deployment types copied: %1$d. Posts with a type of their own: %2$d. The copies are switched off.', 'omeda-newsletter-connector' ); }
	public static function roll_out_usage(): string { return __( 'Give the id of a deployment type, then on or off.', 'omeda-newsletter-connector' ); }
	/* translators: %d: id of a deployment type */
	public static function rolled_out(): string { return __( 'Deployment type %d is on: this plugin syncs its posts.', 'omeda-newsletter-connector' ); }
	/* translators: %d: id of a deployment type */
	public static function rolled_back(): string { return __( 'Deployment type %d is off: its posts are left to the older plugin.', 'omeda-newsletter-connector' ); }

	// Of a number, which is in them already.
	/* translators: %d: number of newsletters */
	public static function and_more( int $count ): string { return sprintf( _n( 'and %d more.', 'and %d more.', $count, 'omeda-newsletter-connector' ), $count ); }
	/* translators: %d: number of events */
	public static function events_parked( int $count ): string { return sprintf( _n( '%d event was rejected and waits for a person. See Omeda → Background jobs.', '%d events were rejected and wait for a person. See Omeda → Background jobs.', $count, 'omeda-newsletter-connector' ), $count ); }
	/* translators: %d: number of deployment types */
	public static function older_types( int $count ): string { return sprintf( _n( 'An older plugin left %d deployment type. You can copy it; the copy stays off until you switch it on.', 'An older plugin left %d deployment types. You can copy them; the copies stay off until you switch them on.', $count, 'omeda-newsletter-connector' ), $count ); }
	/* translators: %d: number of events */
	public static function in_outbox( int $count ): string { return sprintf( _n( '%d event is in the outbox.', '%d events are in the outbox.', $count, 'omeda-newsletter-connector' ), $count ); }
	/* translators: %d: number of events */
	public static function delivered( int $count ): string { return sprintf( _n( 'Delivered %d event.', 'Delivered %d events.', $count, 'omeda-newsletter-connector' ), $count ); }
	/* translators: %d: number of events */
	public static function still_waiting( int $count ): string { return sprintf( _n( '%d is still waiting. To see why, run: wp omeda outbox', '%d are still waiting. To see why, run: wp omeda outbox', $count, 'omeda-newsletter-connector' ), $count ); }
	/* translators: %d: number of events */
	public static function back_in_outbox( int $count ): string { return sprintf( _n( '%d event is back in the outbox.', '%d events are back in the outbox.', $count, 'omeda-newsletter-connector' ), $count ); }
	/* translators: %d: number of changes */
	public static function found_changes( int $count ): string { return sprintf( _n( 'Found %d change that was not in the outbox.', 'Found %d changes that were not in the outbox.', $count, 'omeda-newsletter-connector' ), $count ); }
	/* translators: %d: number of checks */
	public static function checks_failed( int $count ): string { return sprintf( _n( '%d check failed.', '%d checks failed.', $count, 'omeda-newsletter-connector' ), $count ); }
}
