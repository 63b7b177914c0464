/**
 * Sending at a chosen time: for a newsletter that missed its time, or was published long ago.
 */
( function ( wp ) {
	const { createElement: el, useState } = wp.element;
	const { Button } = wp.components;
	const { __ } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;

	const WAITING_FOR_A_TIME = [ 'missed', 'archived' ];
	const NOW = sentences.confirmSendNow;
	const AT = sentences.confirmSendAt;

	/** `2026-11-24T08:30` of the site's clock, as an instant. */
	const instantOf = ( local ) => wp.date.getDate( local ).toISOString();

	connector.SendForm = function ( { told, busy, run } ) {
		const [ at, setAt ] = useState( '' );
		if ( ! told.actions.send || ! WAITING_FOR_A_TIME.includes( told.status.status ) ) {
			return null;
		}
		const button = ( label, isOff, send ) =>
			el( Button, { variant: 'secondary', isSmall: true, disabled: isOff || busy !== '', onClick: send }, label );
		return el(
			'div',
			{ className: 'omeda-send' },
			button( __( 'Send now', 'omeda-newsletter-connector' ), false, () =>
				window.confirm( NOW ) && run( 'send', { at: 'now' } )
			),
			el(
				'label',
				null,
				el( 'span', null, __( 'or at (site time)', 'omeda-newsletter-connector' ) ),
				el( 'input', { type: 'datetime-local', value: at, onChange: ( event ) => setAt( event.target.value ) } )
			),
			button( __( 'Send at this time', 'omeda-newsletter-connector' ), at === '', () =>
				window.confirm( AT ) && run( 'send', { at: instantOf( at ) } )
			)
		);
	};
} )( window.wp );
