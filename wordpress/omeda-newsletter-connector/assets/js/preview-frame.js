/**
 * A mail in a frame that runs no script, as wide as a desktop or a phone shows it, in light or dark.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const { __ } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const WIDTHS = { desktop: 700, phone: 375 };
	const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi;

	/** Independent of the color scheme of the reader's own screen. */
	const inScheme = ( html, scheme ) =>
		html.replace( SCHEME, ( whole, name ) => ( name.toLowerCase() === scheme ? '(min-width:0)' : '(max-width:0)' ) );

	connector.MailFrame = function ( { html, width, scheme } ) {
		return el( 'iframe', {
			title: __( 'The email', 'omeda-newsletter-connector' ),
			className: `omeda-mail is-${ scheme }`,
			// Nothing in a mail may act on this page.
			sandbox: '',
			referrerPolicy: 'no-referrer',
			srcDoc: inScheme( html, scheme ),
			width: WIDTHS[ width ],
		} );
	};
} )( window.wp );
