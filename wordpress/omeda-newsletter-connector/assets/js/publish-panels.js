/**
 * The block editor's panels around publishing: what is about to be sent, and how to withdraw it.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const { Button } = wp.components;
	const { useSelect } = wp.data;
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;
	const { everyPost, maySend, dryRun, metaKey, tickKey } = connector.settings;
	const { PluginPrePublishPanel, PluginPostPublishPanel } = wp.editor?.PluginPrePublishPanel ? wp.editor : wp.editPost;

	const TITLE = __( 'Newsletter', 'omeda-newsletter-connector' );

	/** The content of the editor, saved or not. */
	function useFacts() {
		const types = connector.useTypes();
		const post = useSelect( ( select ) => {
			const editor = select( 'core/editor' );
			return {
				postType: editor.getCurrentPostType(),
				meta: editor.getEditedPostAttribute( 'meta' ) || {},
				visibility: editor.getEditedPostVisibility(),
				date: editor.isEditedPostDateFloating() ? null : editor.getEditedPostAttribute( 'date' ),
			};
		}, [] );
		return {
			type: connector.typeOf( types, post.postType, post.meta[ metaKey ] || '' ),
			isNewsletter: everyPost.includes( post.postType ) || Boolean( post.meta[ tickKey ] ),
			visibility: post.visibility,
			dateMs: post.date ? wp.date.getDate( post.date ).getTime() : null,
			maySend,
			dryRun,
		};
	}

	connector.PrePublish = function ( { told } ) {
		const recipients = told?.status?.achieved?.audience?.recipientCount;
		const { tone, words } = connector.forecast( { ...useFacts(), recipients } );
		return el(
			PluginPrePublishPanel,
			{ title: TITLE, initialOpen: true, className: 'omeda-before-publish' },
			el( connector.Notice, { tone, words, role: 'status' } )
		);
	};

	/** The result, once the gateway knows it. */
	function outcome( { post, status } ) {
		if ( post.approval ) {
			return sentences.notSentUnapproved;
		}
		if ( ! post.consent ) {
			return sentences.publishedWithoutSending;
		}
		const at = status?.wanted?.sendAt;
		const words = sentences.goesOut;
		return at ? sprintf( words, connector.time.day( at ) ) : sentences.syncing;
	}

	connector.PostPublish = function ( { told, busy, consent } ) {
		if ( ! told || ! told.post || ! told.post.isPublic ) {
			return null;
		}
		return el(
			PluginPostPublishPanel,
			{ title: TITLE, initialOpen: true, className: 'omeda-after-publish' },
			el( 'p', null, outcome( told ) ),
			connector.mayUndo( told ) &&
				el(
					Button,
					{ variant: 'secondary', isBusy: busy === 'undo', disabled: busy !== '', onClick: () => consent( false ) },
					__( 'Undo sending', 'omeda-newsletter-connector' )
				)
		);
	};
} )( window.wp );
