/**
 * Before the click: to whom a post goes when it is published, and when, or why it does not.
 */
( function ( wp ) {
	const { __, _n, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const MINUTE_MS = 60_000;
	const DAY_MS = 86_400_000;

	const not = ( words ) => ( { tone: 'info', words } );

	/** Why it does not go out; nothing where it does. */
	function obstacle( { isNewsletter, type, visibility, dateMs, maySend, dryRun } ) {
		if ( dryRun ) {
			return not( __( 'Not sent: this site is in dry-run mode.', 'omeda-newsletter-connector' ) );
		}
		if ( ! isNewsletter ) {
			return not( __( 'Not sent: this post is not marked as a newsletter.', 'omeda-newsletter-connector' ) );
		}
		if ( ! type || ! type.isOn ) {
			return not( __( 'Not sent: this post has no deployment type.', 'omeda-newsletter-connector' ) );
		}
		if ( visibility === 'private' ) {
			return not( __( 'Not sent: the post is private.', 'omeda-newsletter-connector' ) );
		}
		if ( visibility === 'password' ) {
			return not( __( 'Not sent: the post has a password.', 'omeda-newsletter-connector' ) );
		}
		if ( dateMs !== null && dateMs < Date.now() - DAY_MS ) {
			return not( __( 'Not sent: its date is more than a day in the past.', 'omeda-newsletter-connector' ) );
		}
		return maySend
			? null
			: not( __( 'Not sent yet: someone who can send newsletters must approve it.', 'omeda-newsletter-connector' ) );
	}

	function readers( type, recipients ) {
		const audience = type.audience || type.name;
		if ( ! recipients ) {
			return audience;
		}
		/* translators: %s: number of recipients */
		const count = sprintf( _n( '%s reader', '%s readers', recipients, 'omeda-newsletter-connector' ), recipients.toLocaleString() );
		return `${ audience } (${ count })`;
	}

	/** Published at once it goes out after the site's delay, on a whole minute; null while that is not known. */
	function sendTime( { dateMs } ) {
		const { delay } = connector.settings;
		if ( dateMs !== null && dateMs > Date.now() ) {
			return dateMs;
		}
		return delay === null ? null : Math.ceil( ( Date.now() + delay * MINUTE_MS ) / MINUTE_MS ) * MINUTE_MS;
	}

	/**
	 * @param {Object} facts `isNewsletter`, `type` (of this site), `visibility` (public, private, password), `dateMs`
	 *                       (null: at once), `maySend`, `dryRun`, `recipients` where they are known.
	 */
	connector.forecast = function ( facts ) {
		const why = obstacle( facts );
		if ( why ) {
			return why;
		}
		const to = readers( facts.type, facts.recipients );
		const sendMs = sendTime( facts );
		if ( sendMs !== null ) {
			/* translators: 1: name of an audience, 2: date and time */
			const words = __( 'Goes to %1$s on %2$s (site time).', 'omeda-newsletter-connector' );
			return { tone: 'success', words: sprintf( words, to, connector.time.day( new Date( sendMs ).toISOString() ) ) };
		}
		/* translators: %s: name of an audience */
		const soon = __( 'Goes to %s after publishing and this site’s delay (usually 30 minutes).', 'omeda-newsletter-connector' );
		return { tone: 'success', words: sprintf( soon, to ) };
	};
} )( window.wp );
