/**
 * What a deployment type's formats give for the post on the screen, as far as the browser can know it.
 */
( function ( wp ) {
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const DATES = { _Y: 'Y', _y: 'y', _m: 'm', _d: 'd', _ymd: 'Y-m-d', _F: 'F', _M: 'M', _j: 'j', _n: 'n' };

	/** Variables that only the gateway can fill stay as they are written. */
	connector.filled = function ( format, { title, excerpt, slug, postId, dateMs } ) {
		const { siteName, siteTagline } = connector.settings;
		const date = ( letters ) => wp.date.date( letters, new Date( dateMs ?? Date.now() ) );
		const known = {
			post_title: title,
			post_id: String( postId || '' ),
			post_slug: slug,
			excerpt,
			site_name: siteName,
			site_tagline: siteTagline,
			post_date: date( 'Y-m-d' ),
		};
		Object.entries( DATES ).forEach( ( [ suffix, letters ] ) => ( known[ `post_date${ suffix }` ] = date( letters ) ) );
		return format.replace( /\{(\w+)\}/g, ( whole, name ) => known[ name ] ?? whole ).replace( /\s+/g, ' ' ).trim();
	};
} )( window.wp );
