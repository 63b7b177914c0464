/**
 * A searchable list of Omeda's deployment types, on top of the field for the type's number.
 */
( function ( wp ) {
	const { __ } = wp.i18n;
	const { api, sentences } = window.omedaConnector;

	const PAUSE_MS = 300;

	const labelOf = ( { id, name } ) => `${ name } (${ id })`;

	function searchField( list ) {
		const search = document.createElement( 'input' );
		const label = __( 'Search Omeda’s deployment types', 'omeda-newsletter-connector' );
		search.type = 'search';
		search.className = 'regular-text';
		search.setAttribute( 'list', list.id );
		search.setAttribute( 'aria-label', label );
		search.placeholder = label;
		return search;
	}

	function optionOf( type ) {
		const option = document.createElement( 'option' );
		option.value = labelOf( type );
		return option;
	}

	function start( number ) {
		const list = document.createElement( 'datalist' );
		list.id = 'omeda-connector-omeda-types';
		const search = searchField( list );
		const said = document.createElement( 'p' );
		said.setAttribute( 'role', 'status' );
		number.before( search, list, document.createElement( 'br' ) );
		number.after( said );
		let known = [];

		function take() {
			const chosen = known.find( ( type ) => labelOf( type ) === search.value );
			if ( chosen ) {
				number.value = String( chosen.id );
			}
			return Boolean( chosen );
		}

		async function look() {
			try {
				known = ( await api.omedaTypes( { search: search.value } ) ).types;
				said.textContent = '';
				list.replaceChildren( ...known.map( optionOf ) );
				const current = known.find( ( { id } ) => String( id ) === number.value );
				if ( current && search.value === '' ) {
					search.value = labelOf( current );
				}
			} catch ( error ) {
				said.textContent = error.message || sentences.listUnavailable;
			}
		}

		let timer;
		search.addEventListener( 'input', () => {
			clearTimeout( timer );
			if ( ! take() ) {
				timer = setTimeout( () => void look(), PAUSE_MS );
			}
		} );
		void look();
	}

	const number = document.getElementById( 'omeda-connector-omedaDeploymentTypeId' );
	if ( number ) {
		start( number );
	}
} )( window.wp );
