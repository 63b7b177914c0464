/**
 * What the gateway found in a newsletter, and to whom tests of it go.
 */
( function ( wp ) {
	const { sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;

	/** Where in the post it is; nothing where that is not known. */
	connector.placed = ( place ) => place ? sprintf( sentences.where, place ) : undefined;

	/** Omeda takes no other address for a test. */
	connector.testersWords = function ( testers = [] ) {
		if ( testers.length === 0 ) {
			return sentences.noTesters;
		}
		return sprintf( sentences.testers, testers.join( ', ' ) );
	};
} )( window.wp );
