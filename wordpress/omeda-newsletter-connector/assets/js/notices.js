/**
 * What the gateway found in a newsletter, and who gets its tests.
 */
( function ( wp ) {
	const { sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;

	/** Where in the post it is; nothing if that is unknown. */
	connector.placed = ( place ) => place ? sprintf( sentences.where, place ) : undefined;

	/** Omeda accepts no other address for a test. */
	connector.testersWords = function ( testers = [] ) {
		if ( testers.length === 0 ) {
			return sentences.noTesters;
		}
		return sprintf( sentences.testers, testers.join( ', ' ) );
	};
} )( window.wp );
