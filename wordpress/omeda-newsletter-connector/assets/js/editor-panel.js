/**
 * The block editor's panel: deployment type, and the newsletter's status.
 */
( function ( wp ) {
	const { createElement: el, Fragment } = wp.element;
	const { useDispatch, useSelect } = wp.data;
	const { __ } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;
	const { postTypes, everyPost, maySend, metaKey, tickKey, subjectKey, preheaderKey } = connector.settings;
	const { PluginDocumentSettingPanel } = wp.editor?.PluginDocumentSettingPanel ? wp.editor : wp.editPost;

	/** Counts finished saves: each causes a request at once. */
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
		const known = useSelect( ( select ) => {
			const editor = select( 'core/editor' );
			const edited = ( name ) => editor.getEditedPostAttribute( name );
			return {
				postId: editor.getCurrentPostId(),
				postType: editor.getCurrentPostType(),
				meta: edited( 'meta' ),
				isNew: editor.isEditedPostNew(),
				title: edited( 'title' ) || '',
				excerpt: edited( 'excerpt' ) || '',
				slug: edited( 'slug' ) || '',
				date: edited( 'date' ),
			};
		}, [] );
		const names = useSelect( connector.blockNames, [] );
		const meta = known.meta || {};
		const { postId, title, excerpt, slug, date } = known;
		return {
			...known,
			choice: meta[ metaKey ] || '',
			isTicked: Boolean( meta[ tickKey ] ),
			own: { subject: meta[ subjectKey ] || '', preheader: meta[ preheaderKey ] || '' },
			facts: { postId, title, excerpt, slug, names, dateMs: date ? wp.date.getDate( date ).getTime() : null },
			draft: connector.blockDraft,
		};
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

	/** For a post that is a newsletter: its subject and preheader, and a preview. */
	function Words( { post } ) {
		const { editPost } = useDispatch( 'core/editor' );
		const type = connector.typeOf( connector.useTypes(), post.postType, post.choice );
		if ( ! type || ! ( everyPost.includes( post.postType ) || post.isTicked ) ) {
			return null;
		}
		const keys = { subject: subjectKey, preheader: preheaderKey };
		const { own } = post;
		const edits = () => ( { ...post.draft(), ...own, type: type.id } );
		return el(
			Fragment,
			null,
			el( connector.OwnWords, {
				own,
				usual: connector.usualWords( type, post.facts ),
				onChange: ( name, text ) => editPost( { meta: { [ keys[ name ] ]: text } } ),
			} ),
			el( connector.Preview, { postId: post.postId, edits } )
		);
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
				el( Words, { post } ),
				post.isNew
					? el( 'p', null, sentences.saveToSync )
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
