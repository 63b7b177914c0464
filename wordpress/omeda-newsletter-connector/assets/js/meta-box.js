/**
 * The classic editor's meta box: the same status as in the block editor's panel, and what publishing will do.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	wp.domReady( () => {
		const forecast = document.getElementById( 'omeda-forecast' );
		const form = document.getElementById( 'post' );
		if ( forecast && form ) {
			const { postType, recipients } = forecast.dataset;
			const known = { form, postType, recipients: Number( recipients ) };
			connector.mount( forecast, el( connector.ClassicForecast, known ) );
		}
		const place = document.getElementById( 'omeda-newsletter-status' );
		if ( place ) {
			connector.mount( place, el( connector.Status, { postId: Number( place.dataset.post ), token: 0 } ) );
		}
	} );
} )( window.wp );
