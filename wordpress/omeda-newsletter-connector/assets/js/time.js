/**
 * Times as editors read them: in the site's own zone, and countdowns by the server's clock.
 */
( function ( wp ) {
	const { __, _n, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const MINUTE_MS = 60_000;
	const HOUR_MS = 60 * MINUTE_MS;
	const DAY_MS = 24 * HOUR_MS;

	/** An instant in the zone and format of the site. */
	function shown( instant ) {
		const { formats } = wp.date.getSettings();
		return wp.date.dateI18n( formats.datetime, instant );
	}

	/** With its weekday, for near events: `Sat, Nov 28, 7:30 am`. */
	function day( instant ) {
		/* translators: day of the week, month and day in PHP's date format */
		const format = `${ __( 'D, M j', 'omeda-newsletter-connector' ) }, ${ wp.date.getSettings().formats.time }`;
		return wp.date.dateI18n( format, instant );
	}

	/** If seconds matter, as in a history: steps follow each other within a minute. */
	function exact( instant ) {
		/* translators: date with seconds in PHP's date format */
		return wp.date.dateI18n( __( 'M j, Y, g:i:s a', 'omeda-newsletter-connector' ), instant );
	}

	const padded = ( number ) => String( number ).padStart( 2, '0' );

	/** Milliseconds as `4:05`, or in hours and days if there are many. */
	function left( ms ) {
		if ( ms >= 2 * DAY_MS ) {
			const days = Math.round( ms / DAY_MS );
			/* translators: %d: number of days */
			return sprintf( _n( '%d day', '%d days', days, 'omeda-newsletter-connector' ), days );
		}
		const seconds = Math.max( 0, Math.ceil( ms / 1000 ) );
		const [ hours, minutes ] = [ Math.floor( seconds / 3600 ), Math.floor( ( seconds % 3600 ) / 60 ) ];
		const rest = padded( seconds % 60 );
		return hours > 0 ? `${ hours }:${ padded( minutes ) }:${ rest }` : `${ minutes }:${ rest }`;
	}

	/** `in 4:05`, or `now` once the time has come. */
	function until( instant, nowMs ) {
		const ms = Date.parse( instant ) - nowMs;
		/* translators: %s: a time span such as 4:05 */
		return ms <= 0
			? __( 'now', 'omeda-newsletter-connector' )
			: sprintf( __( 'in %s', 'omeda-newsletter-connector' ), left( ms ) );
	}

	/** The server's clock, ticking: the same milliseconds for everyone. */
	function useServerNow( serverNow ) {
		const { useEffect, useMemo, useState } = wp.element;
		const offset = useMemo( () => Date.parse( serverNow ) - Date.now(), [ serverNow ] );
		const [ , tick ] = useState( 0 );
		useEffect( () => {
			const timer = setInterval( () => tick( ( count ) => count + 1 ), 1000 );
			return () => clearInterval( timer );
		}, [] );
		return Date.now() + ( Number.isNaN( offset ) ? 0 : offset );
	}

	connector.time = { shown, day, exact, until, useServerNow };
} )( window.wp );
