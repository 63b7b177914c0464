/**
 * The content of the block editor, saved or not.
 */
( function ( wp ) {
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	connector.blockDraft = function () {
		const editor = wp.data.select( 'core/editor' );
		const media = editor.getEditedPostAttribute( 'featured_media' );
		return {
			title: editor.getEditedPostAttribute( 'title' ) || '',
			content: editor.getEditedPostContent(),
			excerpt: editor.getEditedPostAttribute( 'excerpt' ) || '',
			...( media === undefined ? {} : { featuredMedia: media } ),
		};
	};
} )( window.wp );
