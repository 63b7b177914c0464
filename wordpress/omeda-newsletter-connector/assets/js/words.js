/**
 * Where a newsletter stands, in sentences. The gateway tells facts; here they become what editors read.
 */
( function ( wp ) {
	const { __, _n, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { shown } = connector.time;

	const STEPS = {
		create: __( 'Creation', 'omeda-newsletter-connector' ),
		update: __( 'Update of name and testers', 'omeda-newsletter-connector' ),
		audience: __( 'Assignment of the audience', 'omeda-newsletter-connector' ),
		'await-audience': __( 'Check of the audience', 'omeda-newsletter-connector' ),
		content: __( 'Content', 'omeda-newsletter-connector' ),
		test: __( 'Test', 'omeda-newsletter-connector' ),
		schedule: __( 'Scheduling', 'omeda-newsletter-connector' ),
		unschedule: __( 'Unscheduling', 'omeda-newsletter-connector' ),
		cancel: __( 'Cancellation', 'omeda-newsletter-connector' ),
	};

	const stepName = ( step ) => STEPS[ step ] || step;

	function withCount( words, { sentCount } ) {
		/* translators: %d: number of recipients */
		const to = _n( '%d recipient.', '%d recipients.', sentCount || 0, 'omeda-newsletter-connector' );
		return sentCount ? `${ words } ${ sprintf( to, sentCount ) }` : words;
	}

	const percent = ( rate ) => `${ Math.round( 100 * rate ) }%`;

	/** What readers did with it so far; nothing before the first reading. */
	function ofResults( results ) {
		if ( ! results || results.openRate === null ) {
			return '';
		}
		if ( results.clickRate === null ) {
			/* translators: %s: a percentage such as 43% */
			return sprintf( __( '%s opened.', 'omeda-newsletter-connector' ), percent( results.openRate ) );
		}
		/* translators: 1: a percentage such as 43%, 2: another one */
		const words = __( '%1$s opened, %2$s clicked.', 'omeda-newsletter-connector' );
		return sprintf( words, percent( results.openRate ), percent( results.clickRate ) );
	}

	const withResults = ( words, { sent, results } ) => `${ withCount( words, sent ) } ${ ofResults( results ) }`.trim();

	const SENTENCES = {
		'no-type': () => __( 'No deployment type: this post is not a newsletter.', 'omeda-newsletter-connector' ),
		incomplete: () => __( 'It can’t go to Omeda yet.', 'omeda-newsletter-connector' ),
		archived: () =>
			__( 'Published without sending. Nothing goes out unless someone with the right sends it.', 'omeda-newsletter-connector' ),
		requested: () => __( 'Saved. It will be created at Omeda.', 'omeda-newsletter-connector' ),
		created: () => __( 'Created at Omeda. Next: the audience.', 'omeda-newsletter-connector' ),
		'audience-assigned': () => __( 'Omeda is loading the audience.', 'omeda-newsletter-connector' ),
		'audience-ready': () => __( 'The audience is ready. Next: your latest content.', 'omeda-newsletter-connector' ),
		'content-updated': ( { wanted } ) =>
			wanted.intent === 'publish'
				? __( 'Omeda has your latest content. Next: a test, then scheduling.', 'omeda-newsletter-connector' )
				: __( 'Omeda has your latest content. Publish the post to send it.', 'omeda-newsletter-connector' ),
		'test-sent': () => __( 'A test was sent to the testers.', 'omeda-newsletter-connector' ),
		scheduled: ( { achieved } ) =>
			/* translators: %s: date and time */
			sprintf( __( 'Scheduled: it goes out on %s.', 'omeda-newsletter-connector' ), shown( achieved.scheduled.sendAt ) ),
		sent: ( { achieved } ) => {
			/* translators: %s: date and time */
			const words = sprintf( __( 'Sent on %s.', 'omeda-newsletter-connector' ), shown( achieved.sent.sentAt ) );
			return withResults( words, achieved );
		},
		'sent-after-withdrawal': ( { achieved } ) => {
			const { sent } = achieved;
			/* translators: 1: date and time of sending, 2: date and time of the withdrawal */
			const words = __( 'Sent on %1$s, although it was withdrawn on %2$s: it could not be taken back in time.', 'omeda-newsletter-connector' );
			return withResults( sprintf( words, shown( sent.sentAt ), shown( sent.withdrawnAt ) ), achieved );
		},
		missed: () =>
			__( 'Its send time passed before it was scheduled at Omeda. Choose when to send it.', 'omeda-newsletter-connector' ),
		/* translators: %s: why it is held */
		held: ( { held } ) => sprintf( __( 'Held: %s', 'omeda-newsletter-connector' ), ( held && held.reason ) || '' ),
		failed: ( { failed } ) =>
			/* translators: 1: a step such as Creation, 2: the reason in Omeda's words */
			sprintf( __( '%1$s failed: %2$s', 'omeda-newsletter-connector' ), stepName( failed.step ), failed.words ),
		withdrawn: () => __( 'Withdrawn: it is being removed from Omeda.', 'omeda-newsletter-connector' ),
		cancelled: () => __( 'Canceled. Nothing will be sent.', 'omeda-newsletter-connector' ),
	};

	/** What a person can do about it; nothing where it goes on by itself. */
	const ADVICE = {
		incomplete: __( 'Correct the problems marked in red below, then save the post again.', 'omeda-newsletter-connector' ),
		failed: __( 'Fix the cause and click Retry, or save a change.', 'omeda-newsletter-connector' ),
		held: __( 'Click Resume to continue.', 'omeda-newsletter-connector' ),
		'sent-after-withdrawal': __( 'It cannot be recalled. Send a correction if readers need one; the history shows why it was not taken back.', 'omeda-newsletter-connector' ),
	};

	const BAD = [ 'failed', 'missed', 'held', 'incomplete', 'sent-after-withdrawal' ];
	const GOOD = [ 'scheduled', 'sent' ];
	const tone = ( name ) => ( BAD.includes( name ) ? 'warning' : GOOD.includes( name ) ? 'success' : 'info' );

	/** One fault of the whole account: nothing of it is this newsletter's, and no try is used. */
	function ofBrandHold( { reason } ) {
		const words =
			reason === 'refused'
				? __( 'Omeda rejects the connector’s key.', 'omeda-newsletter-connector' )
				: __( 'Omeda is not responding.', 'omeda-newsletter-connector' );
		const advice = __( 'Nothing is lost: it continues once that is fixed. Tell your administrator.', 'omeda-newsletter-connector' );
		return { tone: 'warning', words, advice };
	}

	const isAtRest = ( { due, running } ) => ! running && ( ! due || due.step === 'watch' );

	function ofStatus( status ) {
		if ( status.brandHold && ! isAtRest( status ) ) {
			return ofBrandHold( status.brandHold );
		}
		const say = SENTENCES[ status.status ];
		return {
			tone: tone( status.status ),
			words: say ? say( status ) : status.status,
			advice: ADVICE[ status.status ] || '',
		};
	}

	function withoutStatus( { gateway, message, type, outbox } ) {
		if ( gateway === 'none' && outbox.length > 0 ) {
			return { tone: 'info', words: __( 'Your save is being synced.', 'omeda-newsletter-connector' ), advice: '' };
		}
		if ( gateway === 'none' && type.id === null ) {
			return { tone: 'info', words: SENTENCES[ 'no-type' ](), advice: '' };
		}
		if ( gateway === 'none' ) {
			return { tone: 'info', words: __( 'Save the post to sync it.', 'omeda-newsletter-connector' ), advice: '' };
		}
		if ( gateway === 'away' ) {
			const advice = __( 'Your saves are kept here and synced automatically.', 'omeda-newsletter-connector' );
			return { tone: 'warning', words: __( 'The connector is not responding.', 'omeda-newsletter-connector' ), advice };
		}
		return { tone: 'warning', words: message || '', advice: '' };
	}

	function ofApproval( { by } ) {
		/* translators: %s: name of the person who published the post */
		const words = sprintf( __( 'Awaiting approval: %s published it but is not allowed to send newsletters.', 'omeda-newsletter-connector' ), by.name );
		return { tone: 'warning', words, advice: __( 'Nothing goes out until someone with the right clicks Send.', 'omeda-newsletter-connector' ) };
	}

	connector.words = {
		stepName,
		headline( told ) {
			if ( told.dryRun ) {
				const words = __( 'This site is in dry-run mode: nothing is sent from here.', 'omeda-newsletter-connector' );
				return { tone: 'warning', words, advice: '' };
			}
			if ( told.post?.approval ) {
				return ofApproval( told.post.approval );
			}
			return told.status ? ofStatus( told.status ) : withoutStatus( told );
		},
	};
} )( window.wp );
