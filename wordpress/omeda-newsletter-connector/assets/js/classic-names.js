/**
 * Names that a format may use, of a post in the classic editor: of its author and of its terms, saved or not.
 */
( function () {
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	function authorOf( form ) {
		const { author } = connector.settings;
		const choice = form.elements.namedItem( 'post_author_override' );
		const isOther = choice?.selectedOptions && Number( choice.value ) !== author.id;
		// WordPress appends the login to the name.
		return isOther ? { name: choice.selectedOptions[ 0 ]?.textContent.replace( / \([^()]*\)$/, '' ) } : author;
	}

	function branches( form, name ) {
		const field = name === 'category' ? 'post_category[]' : `tax_input[${ name }][]`;
		const boxes = form.querySelectorAll( `#${ name }checklist input[name="${ field }"]:checked` );
		return [ ...boxes ].map( ( box ) => box.parentElement.textContent.trim() ).sort( ( a, b ) => a.localeCompare( b ) );
	}

	function flat( form, name ) {
		const typed = form.elements.namedItem( `tax_input[${ name }]` )?.value ?? '';
		return typed.split( ',' ).map( ( one ) => one.trim() ).filter( Boolean );
	}

	connector.classicNames = function ( form ) {
		const { taxonomies, usualCategory } = connector.settings;
		const named = ( isTree, read ) => taxonomies.filter( ( one ) => one.isTree === isTree ).flatMap( ( { name } ) => read( form, name ) );
		return connector.namesOf( authorOf( form ), named( true, branches ), named( false, flat ), usualCategory );
	};
} )();
