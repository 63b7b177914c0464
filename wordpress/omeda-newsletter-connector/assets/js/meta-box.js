/**
 * The classic editor's meta box: the same status as in the block editor's panel, and what publishing will do.
 */
( function ( wp ) {
	const { createElement: el, useEffect } = wp.element;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	/** Without scripts, the fields are the form's own; here they get counters and a preview. */
	function ClassicWords( { form, post, postType } ) {
		const types = connector.useTypes();
		useEffect( () => {
			const count = () => connector.classicDraft.count( form, types, postType );
			count();
			form.addEventListener( 'input', count );
			form.addEventListener( 'change', count );
			return () => {
				form.removeEventListener( 'input', count );
				form.removeEventListener( 'change', count );
			};
		}, [ form, types, postType ] );
		const edits = () => connector.classicDraft.edits( form, types, postType );
		return el( connector.Preview, { postId: Number( post ), edits } );
	}

	wp.domReady( () => {
		const forecast = document.getElementById( 'omeda-forecast' );
		const form = document.getElementById( 'post' );
		if ( forecast && form ) {
			const { postType, recipients } = forecast.dataset;
			const known = { form, postType, recipients: Number( recipients ) };
			connector.mount( forecast, el( connector.ClassicForecast, known ) );
		}
		const preview = document.getElementById( 'omeda-preview' );
		if ( preview && form ) {
			const { post, postType } = preview.dataset;
			connector.mount( preview, el( ClassicWords, { form, post, postType } ) );
		}
		const place = document.getElementById( 'omeda-newsletter-status' );
		if ( place ) {
			connector.mount( place, el( connector.Status, { postId: Number( place.dataset.post ), token: 0 } ) );
		}
	} );
} )( window.wp );
