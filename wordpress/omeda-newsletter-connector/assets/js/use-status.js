/**
 * The status of a post's newsletter, polled while something is in progress.
 */
( function ( wp ) {
	const { useCallback, useEffect, useRef, useState } = wp.element;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const SOON_MS = 5_000;
	const LATEST_MS = 60_000;
	/** What is due later than this will not change while the page is open. */
	const NEAR_MS = 15 * 60_000;

	function isMoving( told ) {
		if ( ! told || told.outbox.some( ( { state } ) => state === 'waiting' ) ) {
			return true;
		}
		const { running, due } = told.status || {};
		const isNear = due && due.step !== 'watch' && Date.parse( due.at ) - Date.parse( told.now ) < NEAR_MS;
		return Boolean( running || isNear );
	}

	/** `token` changes whenever there is a reason to poll at once; post 0 does not exist yet. */
	connector.useStatus = function ( postId, token ) {
		const [ told, setTold ] = useState( null );
		const [ failure, setFailure ] = useState( null );
		const timer = useRef();
		const waitMs = useRef( SOON_MS );
		const isGone = useRef( false );

		const load = useCallback( async () => {
			clearTimeout( timer.current );
			try {
				const answer = document.hidden || ! postId ? null : await connector.api.status( postId );
				if ( answer ) {
					waitMs.current = isMoving( answer ) ? SOON_MS : Math.min( waitMs.current * 2, LATEST_MS );
					setTold( answer );
					setFailure( null );
				}
			} catch ( error ) {
				waitMs.current = Math.min( waitMs.current * 2, LATEST_MS );
				setFailure( error );
			}
			clearTimeout( timer.current );
			timer.current = isGone.current ? undefined : setTimeout( () => load(), waitMs.current );
		}, [ postId ] );

		useEffect( () => {
			waitMs.current = SOON_MS;
			isGone.current = false;
			load();
			return () => {
				isGone.current = true;
				clearTimeout( timer.current );
			};
		}, [ load, token ] );

		return { told, failure, reload: load };
	};
} )( window.wp );
