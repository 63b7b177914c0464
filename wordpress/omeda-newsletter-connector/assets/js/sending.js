/**
 * The decision that only a person makes: send what was published without sending, or withdraw it.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const { Button } = wp.components;
	const { __ } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;

	const OVER = [ 'sent', 'sent-after-withdrawal', 'cancelled' ];
	const SEND = sentences.confirmSend;

	const isOver = ( { status } ) => Boolean( status && OVER.includes( status.status ) );

	/** Published, and nobody has consented to sending it. */
	const isWaiting = ( { post, status } ) => Boolean( post.approval ) || status?.status === 'archived';

	connector.mayUndo = ( told ) => Boolean( told.actions.send && told.post.consent ) && ! isOver( told );

	connector.Sending = function ( { told, busy, consent } ) {
		const { actions, post, type, dryRun } = told;
		const isOffered = post.consent || isWaiting( told );
		if ( ! actions.send || ! post.isPublic || type.id === null || dryRun || isOver( told ) || ! isOffered ) {
			return null;
		}
		const button = post.consent
			? { name: 'undo', label: __( 'Undo sending', 'omeda-newsletter-connector' ), act: () => consent( false ) }
			: {
					name: 'consent',
					label: __( 'Send', 'omeda-newsletter-connector' ),
					act: () => window.confirm( SEND ) && consent( true ),
			  };
		const settings = {
			variant: post.consent ? 'secondary' : 'primary',
			isSmall: true,
			isBusy: busy === button.name,
			disabled: busy !== '',
			'data-action': button.name,
			onClick: button.act,
		};
		return el( 'div', { className: 'omeda-actions' }, el( Button, settings, button.label ) );
	};
} )( window.wp );
