/**
 * The settings page's buttons: test the connection, confirm this site, read Omeda's list again.
 */
( function ( wp ) {
	const { __, sprintf } = wp.i18n;
	const { api } = window.omedaConnector;

	const NAMES = {
		settings: __( 'Settings', 'omeda-newsletter-connector' ),
		key: __( 'Address and site key', 'omeda-newsletter-connector' ),
		signature: __( 'Signing secret and clock', 'omeda-newsletter-connector' ),
	};

	/** Text only: what a gateway says is never markup. */
	function show( lines ) {
		const items = lines.map( ( line ) => {
			const item = document.createElement( 'li' );
			item.textContent = line;
			return item;
		} );
		document.getElementById( 'omeda-connector-result' ).replaceChildren( ...items );
	}

	function lineOf( { name, ok, message } ) {
		const label = NAMES[ name ] || name;
		return `${ ok ? '✓' : '✗' } ${ label }${ message ? `: ${ message }` : '' }`;
	}

	async function ask( button, question, linesOf ) {
		button.disabled = true;
		show( [ __( 'One moment…', 'omeda-newsletter-connector' ) ] );
		try {
			show( linesOf( await question() ) );
		} catch ( error ) {
			show( [ `✗ ${ error.message || __( 'WordPress did not respond.', 'omeda-newsletter-connector' ) }` ] );
		}
		button.disabled = false;
	}

	function testLines( { checks, dryRun } ) {
		const state = dryRun
			? __( 'This site is in dry-run mode: nothing is synced from here.', 'omeda-newsletter-connector' )
			: __( 'This site syncs its newsletters.', 'omeda-newsletter-connector' );
		return [ ...checks.map( lineOf ), state ];
	}

	function listLines( { total } ) {
		/* translators: %d: number of deployment types */
		return [ sprintf( __( '✓ Omeda has %d deployment types.', 'omeda-newsletter-connector' ), total ) ];
	}

	function on( id, question, linesOf ) {
		const button = document.getElementById( id );
		if ( button ) {
			button.addEventListener( 'click', () => void ask( button, question, linesOf ) );
			button.disabled = false;
		}
	}

	on( 'omeda-connector-test', () => api.testConnection( false ), testLines );
	on( 'omeda-connector-confirm', () => api.testConnection( true ), testLines );
	on( 'omeda-connector-refresh', () => api.omedaTypes( { refresh: true } ), listLines );
} )( window.wp );
