/**
 * Describes the classic editor's form in a sentence: to whom the post is sent, or why not.
 */
( function ( wp ) {
	const { createElement: el, useEffect, useState } = wp.element;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { everyPost, maySend, dryRun } = connector.settings;

	const value = ( form, name ) => form.elements.namedItem( name )?.value ?? '';

	/** For a draft without a date, WordPress fills in the present. */
	function dateOf( form ) {
		const [ aa, mm, jj, hh, mn ] = [ 'aa', 'mm', 'jj', 'hh', 'mn' ].map( ( name ) => value( form, name ) );
		return aa === '' ? null : wp.date.getDate( `${ aa }-${ mm }-${ jj }T${ hh }:${ mn }:00` ).getTime();
	}

	function factsOf( form, types, postType ) {
		const tick = form.elements.namedItem( 'omeda_connector_newsletter' );
		return {
			type: connector.typeOf( types, postType, value( form, 'omeda_connector_type' ) ),
			isNewsletter: everyPost.includes( postType ) || Boolean( tick?.checked ),
			visibility: value( form, 'visibility' ) || 'public',
			dateMs: dateOf( form ),
			maySend,
			dryRun,
		};
	}

	connector.ClassicForecast = function ( { form, postType, recipients } ) {
		const types = connector.useTypes();
		const [ , changed ] = useState( 0 );
		useEffect( () => {
			const look = () => changed( ( count ) => count + 1 );
			[ 'input', 'change', 'click' ].forEach( ( name ) => form.addEventListener( name, look ) );
			return () => [ 'input', 'change', 'click' ].forEach( ( name ) => form.removeEventListener( name, look ) );
		}, [ form ] );
		const { tone, words } = connector.forecast( { ...factsOf( form, types, postType ), recipients } );
		return types.length > 0 ? el( connector.Notice, { tone, words, role: 'status' } ) : null;
	};
} )( window.wp );
