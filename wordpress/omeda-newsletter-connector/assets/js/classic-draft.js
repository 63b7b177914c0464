/**
 * The content of the classic editor's form, saved or not.
 */
( function () {
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const OWN = { subject: 'omeda_connector_subject', preheader: 'omeda_connector_preheader' };

	const field = ( form, name ) => form.elements.namedItem( name );
	const value = ( form, name ) => field( form, name )?.value ?? '';

	const own = ( form ) => ( { subject: value( form, OWN.subject ), preheader: value( form, OWN.preheader ) } );

	const typeIn = ( form, types, postType ) => connector.typeOf( types, postType, value( form, 'omeda_connector_type' ) );

	connector.classicDraft = {
		/** For a preview. */
		edits( form, types, postType ) {
			// The visual editor writes its text into the form only then.
			window.tinymce?.triggerSave();
			const thumbnail = Number( value( form, '_thumbnail_id' ) );
			const type = typeIn( form, types, postType );
			return {
				title: value( form, 'post_title' ),
				content: value( form, 'content' ),
				...( field( form, 'excerpt' ) ? { excerpt: value( form, 'excerpt' ) } : {} ),
				...( field( form, '_thumbnail_id' ) ? { featuredMedia: Math.max( 0, thumbnail ) } : {} ),
				...( type ? { type: type.id } : {} ),
				...own( form ),
			};
		},

		/** Placeholders and lengths below the two fields, updated during typing. */
		count( form, types, postType ) {
			const facts = { title: value( form, 'post_title' ), excerpt: value( form, 'excerpt' ), slug: value( form, 'post_name' ), names: connector.classicNames( form ) };
			const usual = connector.usualWords( typeIn( form, types, postType ), { ...facts, postId: value( form, 'post_ID' ) } );
			Object.entries( OWN ).forEach( ( [ name, id ] ) => {
				const input = field( form, id );
				input.placeholder = usual[ name ];
				if ( ! input.nextElementSibling ) {
					input.after( Object.assign( document.createElement( 'span' ), { className: 'description omeda-count' } ) );
				}
				input.nextElementSibling.textContent = connector.counted( name, input.value, usual[ name ] );
			} );
		},
	};
} )();
