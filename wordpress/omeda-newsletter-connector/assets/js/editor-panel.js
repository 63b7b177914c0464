/**
 * The block editor's panel: deployment type, and where the newsletter stands.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const { useDispatch, useSelect } = wp.data;
	const { __ } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { postTypes, metaKey } = connector.settings;
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

	function Panel() {
		const { postId, postType, choice, isNew } = useSelect( ( select ) => {
			const editor = select( 'core/editor' );
			return {
				postId: editor.getCurrentPostId(),
				postType: editor.getCurrentPostType(),
				choice: ( editor.getEditedPostAttribute( 'meta' ) || {} )[ metaKey ] || '',
				isNew: editor.isEditedPostNew(),
			};
		}, [] );
		const { editPost } = useDispatch( 'core/editor' );
		const token = useSaves();
		if ( ! postTypes.includes( postType ) ) {
			return null;
		}
		return el(
			PluginDocumentSettingPanel,
			{
				name: 'omeda-newsletter',
				title: __( 'Newsletter', 'omeda-newsletter-connector' ),
				className: 'omeda-panel',
			},
			el( connector.TypeChoice, {
				postType,
				value: choice,
				isLocked: false,
				onChange: ( value ) => editPost( { meta: { [ metaKey ]: value } } ),
			} ),
			isNew
				? el( 'p', null, __( 'Save the post, and it is handed over.', 'omeda-newsletter-connector' ) )
				: el( connector.Status, { postId, token } )
		);
	}

	wp.plugins.registerPlugin( 'omeda-newsletter-connector', { render: Panel, icon: 'email-alt' } );
} )( window.wp );
