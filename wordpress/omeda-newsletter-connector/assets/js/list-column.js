/**
 * The column of the post lists, kept up to date while the list is visible.
 */
( function ( wp ) {
	const { api } = window.omedaConnector;

	const EACH_MS = 30_000;

	/** Text only: what a gateway returns is never markup. */
	function show( cell, [ first = '', ...rest ] ) {
		const lines = rest.flatMap( ( line ) => {
			const small = document.createElement( 'small' );
			small.textContent = line;
			return [ document.createElement( 'br' ), small ];
		} );
		cell.replaceChildren( first, ...lines );
	}

	async function look() {
		const cells = [ ...document.querySelectorAll( '.omeda-cell' ) ];
		const posts = cells.map( ( { dataset } ) => dataset.post );
		if ( document.hidden || posts.length === 0 ) {
			return;
		}
		const { lines } = await api.statuses( posts );
		cells.forEach( ( cell ) => lines[ cell.dataset.post ] && show( cell, lines[ cell.dataset.post ] ) );
	}

	wp.domReady( () => {
		const again = () => void look().catch( () => {} );
		again();
		setInterval( again, EACH_MS );
		document.addEventListener( 'visibilitychange', again );
	} );
} )( window.wp );
