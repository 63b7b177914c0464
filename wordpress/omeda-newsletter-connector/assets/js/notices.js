/**
 * What the gateway found in a newsletter, and to whom tests of it go.
 */
( function ( wp ) {
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	/** Where in the post it is; nothing where that is not known. */
	connector.placed = ( place ) =>
		/* translators: %s: a place in a post, such as: link "Read more" */
		place ? sprintf( __( 'Where: %s', 'omeda-newsletter-connector' ), place ) : undefined;

	/** Omeda takes no other address for a test. */
	connector.testersWords = function ( testers = [] ) {
		if ( testers.length === 0 ) {
			return __( 'Tests only go to the deployment type’s testers, and it has none.', 'omeda-newsletter-connector' );
		}
		/* translators: %s: addresses */
		const words = __( 'Omeda sends tests only to the deployment type’s testers: %s', 'omeda-newsletter-connector' );
		return sprintf( words, testers.join( ', ' ) );
	};
} )( window.wp );
