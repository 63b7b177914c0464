/**
 * What waits for delivery on this site: since when, and why.
 */
( function ( wp ) {
	const { createElement: el, useCallback, useEffect, useState } = wp.element;
	const { Button } = wp.components;
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;
	const { shown } = connector.time;

	const EACH_MS = 10_000;

	function useOutbox() {
		const [ outbox, setOutbox ] = useState( null );
		const load = useCallback( () => connector.api.outbox().then( setOutbox, () => {} ), [] );
		useEffect( () => {
			load();
			const timer = setInterval( () => document.hidden || load(), EACH_MS );
			return () => clearInterval( timer );
		}, [ load ] );
		return { outbox, load };
	}

	function summary( { waiting, parked } ) {
		if ( waiting + parked === 0 ) {
			return sentences.outboxEmpty;
		}
		const waits = sprintf( sentences.savesWaiting( waiting ), waiting );
		const needs = sentences.needAttention( parked );
		return parked > 0 ? `${ waits } ${ sprintf( needs, parked ) }` : waits;
	}

	const HEADS = [
		__( 'Newsletter', 'omeda-newsletter-connector' ),
		__( 'Event', 'omeda-newsletter-connector' ),
		__( 'Waiting since', 'omeda-newsletter-connector' ),
		__( 'Next attempt', 'omeda-newsletter-connector' ),
		__( 'Attempts', 'omeda-newsletter-connector' ),
		__( 'Reason', 'omeda-newsletter-connector' ),
	];

	function Row( { row } ) {
		const title = row.title || `#${ row.postId }`;
		const cells = [
			row.editUrl ? el( 'a', { href: row.editUrl }, title ) : title,
			row.type,
			shown( row.createdAt ),
			row.nextAttemptAt ? shown( row.nextAttemptAt ) : '',
			String( row.attempts ),
			row.lastError,
		];
		return el(
			'tr',
			{ 'data-state': row.state },
			cells.map( ( cell, index ) => el( 'td', { key: index, 'data-label': index > 0 ? HEADS[ index ] : undefined }, cell ) )
		);
	}

	function Table( { rows } ) {
		const heads = HEADS.map( ( head ) => el( 'th', { key: head, scope: 'col' }, head ) );
		const body = rows.map( ( row ) => el( Row, { key: row.id, row } ) );
		return el(
			'table',
			{ className: 'widefat striped omeda-outbox' },
			el( 'thead', null, el( 'tr', null, heads ) ),
			el( 'tbody', null, body )
		);
	}

	connector.JobsOutbox = function ( { mayReplay } ) {
		const { outbox, load } = useOutbox();
		const [ busy, setBusy ] = useState( false );
		const replay = async () => {
			setBusy( true );
			await connector.api.replay().catch( () => {} );
			await load();
			setBusy( false );
		};
		const rows = outbox ? outbox.rows : [];
		return el(
			'section',
			{ 'aria-label': __( 'Outbox', 'omeda-newsletter-connector' ) },
			el( 'h2', null, __( 'Outbox', 'omeda-newsletter-connector' ) ),
			outbox && el( 'p', { role: 'status' }, summary( outbox.summary ) ),
			outbox && outbox.message && el( 'div', { className: 'omeda-notice is-warning' }, outbox.message ),
			rows.length > 0 && el( Table, { rows } ),
			mayReplay &&
				rows.length > 0 &&
				el(
					Button,
					{ variant: 'secondary', isBusy: busy, disabled: busy, onClick: replay },
					__( 'Sync the outbox now', 'omeda-newsletter-connector' )
				)
		);
	};
} )( window.wp );
