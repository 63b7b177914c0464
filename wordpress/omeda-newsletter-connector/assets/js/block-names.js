/**
 * Names that a format may use, of a post in the block editor: of its author and of its terms, saved or not.
 */
( function ( wp ) {
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const plain = ( html ) => wp.htmlEntities.decodeEntities( html );

	/** Undefined while WordPress still fetches them. */
	function termsOf( select, { name, restBase } ) {
		const ids = select( 'core/editor' ).getEditedPostAttribute( restBase );
		if ( ! Array.isArray( ids ) || ids.length === 0 ) {
			return [];
		}
		const terms = select( 'core' ).getEntityRecords( 'taxonomy', name, { include: ids, per_page: 100, orderby: 'name' } );
		return terms?.map( ( term ) => plain( term.name ) );
	}

	function authorOf( select ) {
		const { author } = connector.settings;
		const id = select( 'core/editor' ).getEditedPostAttribute( 'author' );
		// Of other people, a browser gets only the name.
		return ! id || id === author.id ? author : { name: select( 'core' ).getUser( id, { context: 'view' } )?.name };
	}

	/** Each a text or undefined, so that equal ones compare equal. */
	connector.blockNames = function ( select ) {
		const { taxonomies, usualCategory } = connector.settings;
		const named = ( isTree ) => {
			const lists = taxonomies.filter( ( one ) => one.isTree === isTree ).map( ( one ) => termsOf( select, one ) );
			return lists.includes( undefined ) ? undefined : lists.flat();
		};
		return connector.namesOf( authorOf( select ), named( true ), named( false ), usualCategory );
	};
} )( window.wp );
