/**
 * What a person may request, given the newsletter's status and their own rights.
 */
( function ( wp ) {
	const { createElement: el, useState } = wp.element;
	const { Button } = wp.components;
	const { __ } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;

	const isOver = ( { status, wanted } ) =>
		[ 'sent', 'sent-after-withdrawal', 'cancelled', 'withdrawn' ].includes( status ) || wanted.intent === 'cancelled';
	const isStuck = ( { held, failed } ) => Boolean( held || failed );
	const isWaiting = ( status ) => Boolean( status.due && status.due.step !== 'watch' && ! isStuck( status ) );

	const BUTTONS = [
		{ action: 'sync-now', label: __( 'Sync now', 'omeda-newsletter-connector' ), isFor: isWaiting },
		{
			action: 'retry',
			label: __( 'Retry', 'omeda-newsletter-connector' ),
			isFor: ( { failed, held } ) => Boolean( failed && ! held ),
		},
		{
			action: 'send-test',
			label: __( 'Send test', 'omeda-newsletter-connector' ),
			isFor: ( status ) =>
				Boolean( status.achieved?.contentHash && ! status.achieved.scheduled ) && ! isStuck( status ) && ! isOver( status ),
		},
		{
			action: 'hold',
			label: __( 'Hold', 'omeda-newsletter-connector' ),
			isFor: ( status ) => ! status.held && ! isOver( status ) && status.status !== 'no-type',
		},
		{
			action: 'resume',
			label: __( 'Resume', 'omeda-newsletter-connector' ),
			isFor: ( { held } ) => Boolean( held && held.by !== 'missed' ),
		},
		{
			action: 'unschedule',
			label: __( 'Unschedule', 'omeda-newsletter-connector' ),
			isFor: ( status ) => Boolean( status.achieved?.scheduled ) && ! isOver( status ),
			confirm: sentences.confirmUnschedule,
		},
		{
			action: 'cancel',
			label: __( 'Cancel newsletter', 'omeda-newsletter-connector' ),
			isFor: ( status ) => ! isOver( status ) && status.status !== 'no-type',
			confirm: sentences.confirmCancel,
			isDestructive: true,
		},
	];

	/** Runs an action, and shows the result. */
	connector.useAction = function ( postId, reload ) {
		const [ busy, setBusy ] = useState( '' );
		const [ said, setSaid ] = useState( null );
		const ask = async ( name, question ) => {
			setBusy( name );
			setSaid( null );
			try {
				await question();
				setSaid( { tone: 'success', words: sentences.done } );
			} catch ( error ) {
				setSaid( { tone: 'error', words: error.message || String( error ) } );
			}
			setBusy( '' );
			await reload();
		};
		const run = ( action, data ) => ask( action, () => connector.api.act( postId, action, data ) );
		/** Consents to sending, or withdraws that. */
		const consent = ( consents ) => ask( consents ? 'consent' : 'undo', () => connector.api.consent( postId, consents ) );
		return { busy, said, run, consent };
	};

	connector.Actions = function ( { told, busy, run } ) {
		const { status, actions } = told;
		const offered = BUTTONS.filter( ( { action, isFor } ) => actions[ action ] && isFor( status ) );
		const buttons = offered.map( ( { action, label, confirm, isDestructive } ) =>
			el(
				Button,
				{
					key: action,
					variant: 'secondary',
					isSmall: true,
					isDestructive: Boolean( isDestructive ),
					isBusy: busy === action,
					disabled: busy !== '',
					'data-action': action,
					onClick: () => ( ! confirm || window.confirm( confirm ) ) && run( action ),
				},
				label
			)
		);
		const hasTest = offered.some( ( { action } ) => action === 'send-test' );
		return [
			buttons.length > 0 && el( 'div', { key: 'buttons', className: 'omeda-actions' }, buttons ),
			hasTest && el( 'p', { key: 'testers', className: 'omeda-testers' }, connector.testersWords( told.type.testers ) ),
		];
	};
} )( window.wp );
