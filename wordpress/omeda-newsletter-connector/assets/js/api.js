/**
 * The plugin's own REST routes. The browser never talks to the gateway: keys stay on the server.
 */
( function ( wp ) {
	const BASE = '/omeda-newsletter-connector/v1';
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const get = ( path, query = {} ) => wp.apiFetch( { path: wp.url.addQueryArgs( BASE + path, query ) } );
	const post = ( path, data = {} ) => wp.apiFetch( { path: BASE + path, method: 'POST', data } );

	connector.api = {
		status: ( postId ) => get( `/posts/${ postId }/status` ),
		act: ( postId, action, data ) => post( `/posts/${ postId }/actions/${ action }`, data ),
		consent: ( postId, consents ) => post( `/posts/${ postId }/consent`, { consents } ),
		preview: ( postId, edits ) => post( `/posts/${ postId }/preview`, edits ),
		statuses: ( posts ) => get( '/statuses', { posts: posts.join() } ),
		types: () => get( '/types' ),
		omedaTypes: ( query ) => get( '/omeda-types', query ),
		deployments: ( query ) => get( '/deployments', query ),
		retry: ( ids ) => post( '/deployments/retry', { ids } ),
		outbox: () => get( '/outbox' ),
		testConnection: ( confirm ) => post( '/connection/test', { confirm } ),
		replay: ( id ) => post( '/outbox/replay', id ? { id } : {} ),
	};
} )( window.wp );
