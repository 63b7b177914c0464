/**
 * The background-jobs page: the list of newsletters, and the outbox below it.
 */
( function ( wp ) {
	const { createElement: el, Fragment } = wp.element;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	wp.domReady( () => {
		const place = document.getElementById( 'omeda-jobs' );
		const mayReplay = place?.dataset.mayReplay === '1';
		const page = el( Fragment, null, el( connector.JobsList ), el( connector.JobsOutbox, { mayReplay } ) );
		if ( place ) {
			connector.mount( place, page );
		}
	} );
} )( window.wp );
