/**
 * Before the click: to whom a post is sent when it is published, and when, or why not.
 */
( function ( wp ) {
	const { sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;
	const MINUTE_MS = 60_000;
	const DAY_MS = 86_400_000;

	const not = ( words ) => ( { tone: 'info', words } );

	/** Why it is not sent; nothing if it is. */
	function obstacle( { isNewsletter, type, visibility, dateMs, maySend, dryRun } ) {
		if ( dryRun ) {
			return not( sentences.notSentDryRun );
		}
		if ( ! isNewsletter ) {
			return not( sentences.notSentUnmarked );
		}
		if ( ! type || ! type.isOn ) {
			return not( sentences.notSentNoType );
		}
		if ( visibility === 'private' ) {
			return not( sentences.notSentPrivate );
		}
		if ( visibility === 'password' ) {
			return not( sentences.notSentPassword );
		}
		if ( dateMs !== null && dateMs < Date.now() - DAY_MS ) {
			return not( sentences.notSentPast );
		}
		return maySend ? null : not( sentences.notSentUnapproved );
	}

	function readers( type, recipients ) {
		const audience = type.audience || type.name;
		if ( ! recipients ) {
			return audience;
		}
		const count = sprintf( sentences.readers( recipients ), recipients.toLocaleString() );
		return `${ audience } (${ count })`;
	}

	/** Published now, it is sent after the site's delay, on a whole minute; null while the delay is unknown. */
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
			const words = sentences.goesOutAt;
			return { tone: 'success', words: sprintf( words, to, connector.time.day( new Date( sendMs ).toISOString() ) ) };
		}
		return { tone: 'success', words: sprintf( sentences.goesOutAfterDelay, to ) };
	};
} )( window.wp );
