/**
 * The block editor's panel: deployment type, and where the newsletter stands.
 */
( function ( wp ) {
	const { createElement: el, Fragment } = wp.element;
	const { useDispatch, useSelect } = wp.data;
	const { __ } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { postTypes, everyPost, maySend, metaKey, tickKey } = connector.settings;
	const { PluginDocumentSettingPanel } = wp.editor?.PluginDocumentSettingPanel ? wp.editor : wp.editPost;

	/** Counts finished saves: each is a reason to ask at once. */
	function useSaves() {
		const isSaving = useSelect( ( select ) => {
			const editor = select( 'core/editor' );
			return editor.isSavingPost() && ! editor.isAutosavingPost();
		}, [] );
		const saves = wp.element.useRef( { count: 0, wasSaving: false } );
		if ( saves.current.wasSaving && ! isSaving ) {
			saves.current.count += 1;
		}
		saves.current.wasSaving = isSaving;
		return saves.current.count;
	}

	function usePost() {
		return useSelect( ( select ) => {
			const editor = select( 'core/editor' );
			const meta = editor.getEditedPostAttribute( 'meta' ) || {};
			return {
				postId: editor.getCurrentPostId(),
				postType: editor.getCurrentPostType(),
				choice: meta[ metaKey ] || '',
				isTicked: Boolean( meta[ tickKey ] ),
				isNew: editor.isEditedPostNew(),
			};
		}, [] );
	}

	function Choices( { postType, choice, isTicked } ) {
		const { editPost } = useDispatch( 'core/editor' );
		const isEvery = everyPost.includes( postType );
		return [
			! isEvery &&
				el( connector.NewsletterTick, {
					key: 'tick',
					isTicked,
					isDisabled: ! maySend,
					onChange: ( value ) => editPost( { meta: { [ tickKey ]: value } } ),
				} ),
			( isEvery || isTicked ) &&
				el( connector.TypeChoice, {
					key: 'type',
					postType,
					value: choice,
					isLocked: false,
					isDisabled: ! maySend,
					onChange: ( value ) => editPost( { meta: { [ metaKey ]: value } } ),
				} ),
		];
	}

	function Panels( { post } ) {
		const token = useSaves();
		const { told, failure, reload } = connector.useStatus( post.isNew ? 0 : post.postId, token );
		const { busy, said, run, consent } = connector.useAction( post.postId, reload );
		const known = { told, failure, busy, said, run, consent };
		return el(
			Fragment,
			null,
			el(
				PluginDocumentSettingPanel,
				{ name: 'omeda-newsletter', title: __( 'Newsletter', 'omeda-newsletter-connector' ), className: 'omeda-panel' },
				el( Choices, post ),
				post.isNew
					? el( 'p', null, __( 'Save the post, and it is handed over.', 'omeda-newsletter-connector' ) )
					: el( connector.StatusView, known )
			),
			el( connector.PrePublish, known ),
			el( connector.PostPublish, known )
		);
	}

	function Plugin() {
		const post = usePost();
		return postTypes.includes( post.postType ) ? el( Panels, { post } ) : null;
	}

	wp.plugins.registerPlugin( 'omeda-newsletter-connector', { render: Plugin, icon: 'email-alt' } );
} )( window.wp );
