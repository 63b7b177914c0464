/**
 * The classic editor's meta box: the same status as in the block editor's panel.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	wp.domReady( () => {
		const place = document.getElementById( 'omeda-newsletter-status' );
		if ( place ) {
			connector.mount( place, el( connector.Status, { postId: Number( place.dataset.post ), token: 0 } ) );
		}
	} );
} )( window.wp );
