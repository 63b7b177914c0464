/**
 * The status of a newsletter, in sentences. The gateway sends facts; here they become what editors read.
 */
( function ( wp ) {
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;
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
		const to = sentences.recipients( sentCount || 0 );
		return sentCount ? `${ words } ${ sprintf( to, sentCount ) }` : words;
	}

	const percent = ( rate ) => `${ Math.round( 100 * rate ) }%`;

	/** What readers did with it so far; nothing before the first reading. */
	function ofResults( results ) {
		if ( ! results || results.openRate === null ) {
			return '';
		}
		if ( results.clickRate === null ) {
			return sprintf( sentences.opened, percent( results.openRate ) );
		}
		const words = sentences.openedAndClicked;
		return sprintf( words, percent( results.openRate ), percent( results.clickRate ) );
	}

	const withResults = ( words, { sent, results } ) => `${ withCount( words, sent ) } ${ ofResults( results ) }`.trim();

	const SENTENCES = {
		'no-type': () => sentences.noType,
		incomplete: () => sentences.incomplete,
		archived: () => sentences.archived,
		requested: () => sentences.requested,
		created: () => sentences.created,
		'audience-assigned': () => sentences.audienceAssigned,
		'audience-ready': () => sentences.audienceReady,
		'content-updated': ( { wanted } ) =>
			wanted.intent === 'publish' ? sentences.contentThenTest : sentences.contentThenPublish,
		'test-sent': () => sentences.testSent,
		scheduled: ( { achieved } ) => sprintf( sentences.scheduled, shown( achieved.scheduled.sendAt ) ),
		sent: ( { achieved } ) => {
			return withResults( sprintf( sentences.sent, shown( achieved.sent.sentAt ) ), achieved );
		},
		'sent-after-withdrawal': ( { achieved } ) => {
			const { sent } = achieved;
			const words = sentences.sentAfterWithdrawal;
			return withResults( sprintf( words, shown( sent.sentAt ), shown( sent.withdrawnAt ) ), achieved );
		},
		missed: () => sentences.missed,
		held: ( { held } ) => sprintf( sentences.held, ( held && held.reason ) || '' ),
		failed: ( { failed } ) => sprintf( sentences.failed, stepName( failed.step ), failed.words ),
		withdrawn: () => sentences.withdrawn,
		cancelled: () => sentences.canceled,
	};

	/** What a person can do about it; nothing if it continues without one. */
	const ADVICE = {
		incomplete: sentences.correctProblems,
		failed: sentences.fixAndRetry,
		held: sentences.clickResume,
		'sent-after-withdrawal': sentences.cannotBeRecalled,
	};

	const BAD = [ 'failed', 'missed', 'held', 'incomplete', 'sent-after-withdrawal' ];
	const GOOD = [ 'scheduled', 'sent' ];
	const tone = ( name ) => ( BAD.includes( name ) ? 'warning' : GOOD.includes( name ) ? 'success' : 'info' );

	/** A fault of the whole account: it is not this newsletter's, and no attempt is used. */
	function ofBrandHold( { reason } ) {
		const words = reason === 'refused' ? sentences.keyRejected : sentences.omedaAway;
		return { tone: 'warning', words, advice: sentences.continuesOnceFixed };
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
			return { tone: 'info', words: sentences.beingSynced, advice: '' };
		}
		if ( gateway === 'none' && type.id === null ) {
			return { tone: 'info', words: SENTENCES[ 'no-type' ](), advice: '' };
		}
		if ( gateway === 'none' ) {
			return { tone: 'info', words: sentences.saveToSync, advice: '' };
		}
		if ( gateway === 'away' ) {
			return { tone: 'warning', words: sentences.connectorAway, advice: sentences.savesAreKept };
		}
		return { tone: 'warning', words: message || '', advice: '' };
	}

	function ofApproval( { by } ) {
		const words = sprintf( sentences.awaitingApproval, by.name );
		return { tone: 'warning', words, advice: sentences.untilApproved };
	}

	connector.words = {
		stepName,
		headline( told ) {
			if ( told.dryRun ) {
				return { tone: 'warning', words: sentences.dryRun, advice: '' };
			}
			if ( told.post?.approval ) {
				return ofApproval( told.post.approval );
			}
			return told.status ? ofStatus( told.status ) : withoutStatus( told );
		},
	};
} )( window.wp );
