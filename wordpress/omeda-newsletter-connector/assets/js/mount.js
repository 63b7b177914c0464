/**
 * Puts an element into a page of wp-admin, with React of WordPress 6.1 or newer.
 */
( function ( wp ) {
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	connector.mount = function ( place, element ) {
		if ( wp.element.createRoot ) {
			wp.element.createRoot( place ).render( element );
		} else {
			wp.element.render( element, place );
		}
	};
} )( window.wp );
