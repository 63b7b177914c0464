/**
 * Subject and preheader of one post: a text in the field is sent; an empty field shows the result of the formats.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const { TextControl } = wp.components;
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;

	const LABELS = {
		subject: __( 'Subject', 'omeda-newsletter-connector' ),
		preheader: __( 'Preheader', 'omeda-newsletter-connector' ),
	};

	/** As people count: an emoji is one. */
	function lengthOf( text ) {
		return Intl.Segmenter ? [ ...new Intl.Segmenter().segment( text ) ].length : [ ...text ].length;
	}

	/** Omeda's limit for a subject, in UTF-16 units. The gateway shortens a longer one. */
	const LIMITS = { subject: 250 };

	function withLimit( name, text, count ) {
		if ( ! ( text.length > LIMITS[ name ] ) ) {
			return count;
		}
		const words = sentences.cutOff;
		return sprintf( words, count, LIMITS[ name ] );
	}

	/** The length of what would be sent. */
	connector.counted = function ( name, own, usual ) {
		const length = lengthOf( own || usual );
		const characters = sprintf( sentences.characters( length ), length );
		const count = withLimit( name, own || usual, characters );
		return own ? count : sprintf( sentences.byDefault, count );
	};

	/** The result of a type's formats. */
	connector.usualWords = ( type, facts ) => ( {
		subject: connector.filled( type?.formats.subject || '{post_title}', facts ),
		preheader: connector.filled( type?.formats.preheader || '{excerpt}', facts ),
	} );

	connector.OwnWords = function ( { own, usual, onChange } ) {
		return [ 'subject', 'preheader' ].map( ( name ) =>
			el( TextControl, {
				key: name,
				label: LABELS[ name ],
				value: own[ name ],
				placeholder: usual[ name ],
				help: connector.counted( name, own[ name ], usual[ name ] ),
				className: `omeda-own-${ name }`,
				maxLength: 1000,
				onChange: ( text ) => onChange( name, text ),
			} )
		);
	};
} )( window.wp );
