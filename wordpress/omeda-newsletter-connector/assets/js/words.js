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

	const SENTENCES = {
		'no-type': () => __( 'No deployment type is chosen: this post is no newsletter.', 'omeda-newsletter-connector' ),
		incomplete: () => __( 'It cannot go to Omeda yet.', 'omeda-newsletter-connector' ),
		archived: () =>
			__( 'Published without sending: nothing goes out unless somebody who may says so.', 'omeda-newsletter-connector' ),
		requested: () => __( 'Saved. It will be created at Omeda.', 'omeda-newsletter-connector' ),
		created: () => __( 'Created at Omeda. Its audience comes next.', 'omeda-newsletter-connector' ),
		'audience-assigned': () => __( 'Omeda is loading the audience.', 'omeda-newsletter-connector' ),
		'audience-ready': () => __( 'The audience is ready. Your latest content comes next.', 'omeda-newsletter-connector' ),
		'content-updated': ( { wanted } ) =>
			wanted.intent === 'publish'
				? __( 'Omeda has your latest content. A test and scheduling come next.', 'omeda-newsletter-connector' )
				: __( 'Omeda has your latest content. Publish the post to send it.', 'omeda-newsletter-connector' ),
		'test-sent': () => __( 'A test was sent to the testers.', 'omeda-newsletter-connector' ),
		scheduled: ( { achieved } ) =>
			/* translators: %s: date and time */
			sprintf( __( 'Scheduled: it goes out on %s.', 'omeda-newsletter-connector' ), shown( achieved.scheduled.sendAt ) ),
		sent: ( { achieved: { sent } } ) => {
			/* translators: %s: date and time */
			const words = sprintf( __( 'Sent on %s.', 'omeda-newsletter-connector' ), shown( sent.sentAt ) );
			/* translators: %d: number of recipients */
			const to = _n( '%d recipient.', '%d recipients.', sent.sentCount || 0, 'omeda-newsletter-connector' );
			return sent.sentCount ? `${ words } ${ sprintf( to, sent.sentCount ) }` : words;
		},
		missed: () =>
			__( 'Its time passed before Omeda had it scheduled. Say when to send it.', 'omeda-newsletter-connector' ),
		/* translators: %s: why it is held */
		held: ( { held } ) => sprintf( __( 'Held: %s', 'omeda-newsletter-connector' ), ( held && held.reason ) || '' ),
		failed: ( { failed } ) =>
			/* translators: 1: a step such as Creation, 2: the reason in Omeda's words */
			sprintf( __( '%1$s failed: %2$s', 'omeda-newsletter-connector' ), stepName( failed.step ), failed.words ),
		withdrawn: () => __( 'Taken back: it is being withdrawn from Omeda.', 'omeda-newsletter-connector' ),
		cancelled: () => __( 'Cancelled. Nothing of it is sent.', 'omeda-newsletter-connector' ),
	};

	/** What a person can do about it; nothing where it goes on by itself. */
	const ADVICE = {
		incomplete: __( 'Correct the problems marked red below, then save the post again.', 'omeda-newsletter-connector' ),
		failed: __( 'Mend the cause and press Retry, or save a change.', 'omeda-newsletter-connector' ),
		held: __( 'Press Resume when it may go on.', 'omeda-newsletter-connector' ),
	};

	const BAD = [ 'failed', 'missed', 'held', 'incomplete' ];
	const GOOD = [ 'scheduled', 'sent' ];
	const tone = ( name ) => ( BAD.includes( name ) ? 'warning' : GOOD.includes( name ) ? 'success' : 'info' );

	/** One fault of the whole account: nothing of it is this newsletter's, and no try is used. */
	function ofBrandHold( { reason } ) {
		const words =
			reason === 'refused'
				? __( 'Omeda refuses the connector’s key.', 'omeda-newsletter-connector' )
				: __( 'Omeda does not answer.', 'omeda-newsletter-connector' );
		const advice = __( 'Nothing is lost: it goes on by itself once that is mended. Tell your administrator.', 'omeda-newsletter-connector' );
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
			return { tone: 'info', words: __( 'Your save is on its way.', 'omeda-newsletter-connector' ), advice: '' };
		}
		if ( gateway === 'none' && type.id === null ) {
			return { tone: 'info', words: SENTENCES[ 'no-type' ](), advice: '' };
		}
		if ( gateway === 'none' ) {
			return { tone: 'info', words: __( 'Save the post, and it is handed over.', 'omeda-newsletter-connector' ), advice: '' };
		}
		if ( gateway === 'away' ) {
			const advice = __( 'Your saves are kept here and handed over by themselves.', 'omeda-newsletter-connector' );
			return { tone: 'warning', words: __( 'The connector does not answer.', 'omeda-newsletter-connector' ), advice };
		}
		return { tone: 'warning', words: message || '', advice: '' };
	}

	function ofApproval( { by } ) {
		/* translators: %s: name of the person who published the post */
		const words = sprintf( __( 'Awaits approval: %s published it and may not send newsletters.', 'omeda-newsletter-connector' ), by.name );
		return { tone: 'warning', words, advice: __( 'Nothing goes out until somebody who may presses Send.', 'omeda-newsletter-connector' ) };
	}

	connector.words = {
		stepName,
		headline( told ) {
			if ( told.dryRun ) {
				const words = __( 'This site is a dry run: nothing is sent from here.', 'omeda-newsletter-connector' );
				return { tone: 'warning', words, advice: '' };
			}
			if ( told.post?.approval ) {
				return ofApproval( told.post.approval );
			}
			return told.status ? ofStatus( told.status ) : withoutStatus( told );
		},
	};
} )( window.wp );
