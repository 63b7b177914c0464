/**
 * The mail as readers will get it, made from what is on the screen, with what the gateway found in it beside it.
 */
( function ( wp ) {
	const { createElement: el, useState, Fragment } = wp.element;
	const { Button, Modal } = wp.components;
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;

	const CHOICES = [
		{
			name: 'width',
			title: __( 'Width', 'omeda-newsletter-connector' ),
			labels: { desktop: __( 'Desktop', 'omeda-newsletter-connector' ), phone: __( 'Phone', 'omeda-newsletter-connector' ) },
		},
		{
			name: 'scheme',
			title: __( 'Colors', 'omeda-newsletter-connector' ),
			labels: { light: __( 'Light', 'omeda-newsletter-connector' ), dark: __( 'Dark', 'omeda-newsletter-connector' ) },
		},
		{
			name: 'part',
			title: __( 'Part', 'omeda-newsletter-connector' ),
			labels: { html: __( 'Mail', 'omeda-newsletter-connector' ), text: __( 'Plain text', 'omeda-newsletter-connector' ) },
		},
	];

	function Toolbar( { shown, show } ) {
		const groups = CHOICES.map( ( { name, title, labels } ) =>
			el(
				'div',
				{ key: name, role: 'group', 'aria-label': title },
				Object.entries( labels ).map( ( [ value, label ] ) =>
					el(
						Button,
						{
							key: value,
							variant: 'secondary',
							isPressed: shown[ name ] === value,
							disabled: name !== 'part' && shown.part === 'text',
							onClick: () => show( { ...shown, [ name ]: value } ),
						},
						label
					)
				)
			)
		);
		return el( 'div', { className: 'omeda-preview-bar' }, groups );
	}

	function Head( { mail } ) {
		const rows = [
			[ __( 'From', 'omeda-newsletter-connector' ), mail.fromName ],
			[ __( 'Subject', 'omeda-newsletter-connector' ), mail.subject ],
			[ __( 'Preheader', 'omeda-newsletter-connector' ), mail.preheader ],
			/* translators: %d: size in kilobytes */
			[ __( 'Size', 'omeda-newsletter-connector' ), sprintf( __( '%d kB', 'omeda-newsletter-connector' ), Math.ceil( mail.bytes / 1000 ) ) ],
		].filter( ( [ , words ] ) => words );
		const facts = rows.flatMap( ( [ term, words ] ) => [ el( 'dt', { key: term }, term ), el( 'dd', { key: `${ term } fact` }, words ) ] );
		return el( 'dl', { className: 'omeda-facts' }, facts );
	}

	function Findings( { findings } ) {
		if ( findings.length === 0 ) {
			return el( connector.Notice, { tone: 'success', words: sentences.noProblems } );
		}
		return findings.map( ( { severity, words, place }, index ) =>
			el( connector.Notice, { key: index, tone: severity === 'problem' ? 'error' : 'warning', words, advice: connector.placed( place ) } )
		);
	}

	function Mail( { mail } ) {
		const [ shown, show ] = useState( { width: 'desktop', scheme: 'light', part: 'html' } );
		return el(
			Fragment,
			null,
			el( Toolbar, { shown, show } ),
			el(
				'div',
				{ className: 'omeda-preview' },
				shown.part === 'text'
					? el( 'pre', { className: 'omeda-mail-text' }, mail.text )
					: el( connector.MailFrame, { html: mail.html, ...shown } ),
				el(
					'div',
					{ className: 'omeda-preview-side' },
					el( Head, { mail } ),
					el( Findings, { findings: mail.findings } ),
					el( 'p', { className: 'omeda-testers' }, connector.testersWords( mail.testers ) )
				)
			)
		);
	}

	/** `edits()` returns what is on the screen at the click. */
	connector.Preview = function ( { postId, edits } ) {
		const [ asked, ask ] = useState( null );
		const open = async () => {
			ask( { isBusy: true } );
			try {
				ask( { mail: await connector.api.preview( postId, edits() ) } );
			} catch ( error ) {
				ask( { failure: error.message || String( error ) } );
			}
		};
		const title = __( 'The newsletter as readers get it', 'omeda-newsletter-connector' );
		return el(
			'div',
			{ className: 'omeda-preview-open' },
			el(
				Button,
				{ variant: 'secondary', isBusy: Boolean( asked?.isBusy ), disabled: Boolean( asked?.isBusy ), 'data-action': 'preview', onClick: open },
				__( 'Preview newsletter', 'omeda-newsletter-connector' )
			),
			asked?.failure && el( connector.Notice, { tone: 'warning', words: asked.failure, role: 'alert' } ),
			asked?.mail &&
				el( Modal, { title, className: 'omeda-preview-modal', onRequestClose: () => ask( null ) }, el( Mail, { mail: asked.mail } ) )
		);
	};
} )( window.wp );
