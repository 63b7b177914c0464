/**
 * The results of a deployment type's formats for the post on the screen, as far as the browser can know them.
 */
( function ( wp ) {
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const DATES = { _Y: 'Y', _y: 'y', _m: 'm', _d: 'd', _ymd: 'Y-m-d', _F: 'F', _M: 'M', _j: 'j', _n: 'n' };

	/** Unknown values are undefined. WordPress assigns its default category to a post without one. */
	connector.namesOf = function ( author, categories, tags, usualCategory ) {
		const trees = categories?.length === 0 && usualCategory ? [ usualCategory ] : categories;
		return {
			authorName: author.name,
			authorFirstName: author.firstName,
			authorLastName: author.lastName,
			category: trees && ( trees[ 0 ] ?? '' ),
			categories: trees?.join( ', ' ),
			tags: tags?.join( ', ' ),
		};
	};

	/** Unknown variables stay as written. */
	connector.filled = function ( format, { title, excerpt, slug, postId, dateMs, names } ) {
		const { siteName, siteTagline } = connector.settings;
		const date = ( letters ) => wp.date.date( letters, new Date( dateMs ?? Date.now() ) );
		const known = {
			post_title: title,
			post_id: String( postId || '' ),
			post_slug: slug,
			excerpt,
			author_name: names.authorName,
			author_first_name: names.authorFirstName,
			author_last_name: names.authorLastName,
			category: names.category,
			categories: names.categories,
			tags: names.tags,
			site_name: siteName,
			site_tagline: siteTagline,
			post_date: date( 'Y-m-d' ),
		};
		Object.entries( DATES ).forEach( ( [ suffix, letters ] ) => ( known[ `post_date${ suffix }` ] = date( letters ) ) );
		return format.replace( /\{(\w+)\}/g, ( whole, name ) => known[ name ] ?? whole ).replace( /\s+/g, ' ' ).trim();
	};
} )( window.wp );
