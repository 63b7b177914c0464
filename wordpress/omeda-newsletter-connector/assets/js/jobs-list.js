/**
 * Every newsletter of the site with filters, live, and Retry for many at once.
 */
( function ( wp ) {
	const { createElement: el, useCallback, useEffect, useRef, useState } = wp.element;
	const { Button, CheckboxControl, SelectControl, TextControl } = wp.components;
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;
	const { shown, until, useServerNow } = connector.time;

	const EACH_MS = 10_000;
	/** A list's name for each status. */
	const { statuses } = connector.settings;

	/** Rows that the gateway returns at once: at first, and at most. */
	const PAGE = 50;
	const MOST = 200;
	const RETRIED_AT_ONCE = 50;

	/** The rows shown so far, with the response to `asked` rows from `after` or from the start. */
	function merged( shownRows, answer, asked, after ) {
		if ( after ) {
			return { rows: [ ...shownRows, ...answer.deployments ], next: answer.next };
		}
		const ids = new Set( answer.deployments.map( ( { deploymentId } ) => deploymentId ) );
		const beyond = shownRows.slice( asked.limit ).filter( ( { deploymentId } ) => ! ids.has( deploymentId ) );
		return { rows: [ ...answer.deployments, ...beyond ], next: beyond.length > 0 ? asked.next : answer.next };
	}

	/** The list, polled as far as it is shown; `load( next )` shows more. */
	function useDeployments( filter ) {
		const [ page, setPage ] = useState( { rows: [], next: null, readAt: new Date().toISOString() } );
		const [ failure, setFailure ] = useState( null );
		const now = useRef();
		now.current = { filter, page: page.filter === filter ? page : { ...page, rows: [], next: null } };
		const load = useCallback(
			async ( after ) => {
				const { rows, next } = now.current.page;
				const asked = { limit: after ? PAGE : Math.min( MOST, Math.max( PAGE, rows.length ) ), next };
				try {
					const query = { ...filter, limit: asked.limit, ...( after ? { after } : {} ) };
					const answer = await connector.api.deployments( query );
					// The filter has changed in the meantime.
					if ( now.current.filter === filter ) {
						const shownRows = now.current.page.rows;
						setPage( { ...merged( shownRows, answer, asked, after ), filter, readAt: new Date().toISOString() } );
						setFailure( null );
					}
				} catch ( error ) {
					setFailure( error );
				}
			},
			[ filter ]
		);
		useEffect( () => {
			load();
			const timer = setInterval( () => document.hidden || load(), EACH_MS );
			return () => clearInterval( timer );
		}, [ load ] );
		return { page, failure, load };
	}

	const Due = ( { due, nowMs } ) =>
		due && due.step !== 'watch' ? `${ connector.words.stepName( due.step ) } ${ until( due.at, nowMs ) }` : '';

	const HEADS = {
		choose: __( 'Select', 'omeda-newsletter-connector' ),
		title: __( 'Newsletter', 'omeda-newsletter-connector' ),
		status: __( 'Status', 'omeda-newsletter-connector' ),
		next: __( 'Next', 'omeda-newsletter-connector' ),
		sendAt: __( 'Send time', 'omeda-newsletter-connector' ),
		trackId: __( 'TrackId', 'omeda-newsletter-connector' ),
	};

	function Row( { row, nowMs, chosen, choose } ) {
		const { words } = connector.words.headline( { status: row } );
		const title = row.post.title || __( '(no title)', 'omeda-newsletter-connector' );
		const box = row.failed
			? el( CheckboxControl, { checked: chosen, onChange: choose, label: title, className: 'omeda-choose' } )
			: null;
		return el(
			'tr',
			{ 'data-status': row.status },
			el( 'td', { className: 'check-column' }, box ),
			el( 'td', null, row.editUrl ? el( 'a', { href: row.editUrl }, title ) : title ),
			el( 'td', { 'data-label': HEADS.status }, words ),
			el( 'td', { 'data-label': HEADS.next }, Due( { due: row.due, nowMs } ) ),
			el( 'td', { 'data-label': HEADS.sendAt }, row.wanted.sendAt ? shown( row.wanted.sendAt ) : '' ),
			el( 'td', { 'data-label': HEADS.trackId }, row.trackId || '' )
		);
	}

	function Filters( { filter, setFilter } ) {
		const all = { value: '', label: __( 'All', 'omeda-newsletter-connector' ) };
		return el(
			'div',
			{ className: 'omeda-filters' },
			el( SelectControl, {
				label: __( 'Status', 'omeda-newsletter-connector' ),
				value: filter.status,
				options: [ all, ...Object.entries( statuses ).map( ( [ value, label ] ) => ( { value, label } ) ) ],
				onChange: ( status ) => setFilter( { ...filter, status } ),
			} ),
			el( TextControl, {
				label: __( 'Title', 'omeda-newsletter-connector' ),
				value: filter.text,
				onChange: ( text ) => setFilter( { ...filter, text } ),
			} )
		);
	}

	function Table( { rows, readAt, chosen, choose } ) {
		const nowMs = useServerNow( readAt );
		const heads = Object.entries( HEADS ).map( ( [ name, head ] ) =>
			el( 'th', { key: name, scope: 'col' }, name === 'choose' ? el( 'span', { className: 'screen-reader-text' }, head ) : head )
		);
		const none = el( 'tr', null, el( 'td', { colSpan: 6 }, sentences.noNewsletters ) );
		const body = rows.map( ( row ) => {
			const id = row.deploymentId;
			return el( Row, { key: id, row, nowMs, chosen: chosen.includes( id ), choose: ( on ) => choose( id, on ) } );
		} );
		return el(
			'table',
			{ className: 'widefat striped omeda-jobs' },
			el( 'thead', null, el( 'tr', null, heads ) ),
			el( 'tbody', null, body.length > 0 ? body : none )
		);
	}

	/** Retry for all selected newsletters, with the result of each. */
	function useRetry( reload ) {
		const [ chosen, setChosen ] = useState( [] );
		const [ said, setSaid ] = useState( '' );
		const choose = ( id, on ) => setChosen( ( ids ) => ( on ? [ ...ids, id ] : ids.filter( ( other ) => other !== id ) ) );
		const retry = async () => {
			try {
				const results = [];
				for ( let at = 0; at < chosen.length; at += RETRIED_AT_ONCE ) {
					const answer = await connector.api.retry( chosen.slice( at, at + RETRIED_AT_ONCE ) );
					results.push( ...answer.results );
				}
				const done = results.filter( ( result ) => result.done ).length;
				const refused = results.filter( ( result ) => ! result.done ).map( ( { message } ) => message );
				const words = sentences.continuing( done );
				setSaid( [ sprintf( words, done ), ...refused ].join( ' ' ) );
				setChosen( [] );
			} catch ( error ) {
				setSaid( error.message );
			}
			await reload();
		};
		return { chosen, choose, said, retry };
	}

	connector.JobsList = function () {
		const [ filter, setFilter ] = useState( { status: '', text: '' } );
		const { page, failure, load } = useDeployments( filter );
		const { chosen, choose, said, retry } = useRetry( load );
		const button = ( label, isOff, onClick ) => el( Button, { variant: 'secondary', disabled: isOff, onClick }, label );
		return el(
			'section',
			{ 'aria-label': __( 'Newsletters', 'omeda-newsletter-connector' ) },
			el( Filters, { filter, setFilter } ),
			failure && el( 'div', { className: 'omeda-notice is-warning', role: 'alert' }, failure.message ),
			said && el( 'div', { className: 'omeda-notice is-info', role: 'status' }, said ),
			el( Table, { rows: page.rows, readAt: page.readAt, chosen, choose } ),
			el(
				'p',
				{ className: 'omeda-actions' },
				button( __( 'Retry selected', 'omeda-newsletter-connector' ), chosen.length === 0, retry ),
				page.next && button( __( 'Show more', 'omeda-newsletter-connector' ), false, () => load( page.next ) )
			)
		);
	};
} )( window.wp );
