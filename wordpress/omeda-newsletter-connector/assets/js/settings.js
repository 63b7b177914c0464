/**
 * The settings page's buttons: test the connection, confirm this site, read Omeda's list again.
 */
( function ( wp ) {
	const { __, sprintf } = wp.i18n;
	const { api, sentences } = window.omedaConnector;

	const NAMES = {
		settings: __( 'Settings', 'omeda-newsletter-connector' ),
		key: __( 'Address and site key', 'omeda-newsletter-connector' ),
		signature: __( 'Signing secret and clock', 'omeda-newsletter-connector' ),
	};

	/** Text only: what a gateway returns is never markup. */
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
		show( [ sentences.oneMoment ] );
		try {
			show( linesOf( await question() ) );
		} catch ( error ) {
			show( [ `✗ ${ error.message || sentences.wordpressAway }` ] );
		}
		button.disabled = false;
	}

	function testLines( { checks, dryRun } ) {
		const state = dryRun ? sentences.dryRunNoSync : sentences.syncs;
		return [ ...checks.map( lineOf ), state ];
	}

	function listLines( { total } ) {
		return [ sprintf( sentences.typesFound, total ) ];
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
