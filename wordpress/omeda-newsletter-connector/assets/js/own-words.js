/**
 * Subject and preheader of one post: what stands there goes out, and an empty field says what the formats give.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const { TextControl } = wp.components;
	const { __, _n, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const LABELS = {
		subject: __( 'Subject', 'omeda-newsletter-connector' ),
		preheader: __( 'Preheader', 'omeda-newsletter-connector' ),
	};

	/** As people count: an emoji is one. */
	function lengthOf( text ) {
		return Intl.Segmenter ? [ ...new Intl.Segmenter().segment( text ) ].length : [ ...text ].length;
	}

	/** What goes out as it stands, with its length. */
	connector.counted = function ( own, usual ) {
		const length = lengthOf( own || usual );
		/* translators: %d: number of characters */
		const count = sprintf( _n( '%d character', '%d characters', length, 'omeda-newsletter-connector' ), length );
		/* translators: %s: a length such as 34 characters */
		return own ? count : sprintf( __( 'As usual, %s', 'omeda-newsletter-connector' ), count );
	};

	/** What the formats of a type give. */
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
				help: connector.counted( own[ name ], usual[ name ] ),
				className: `omeda-own-${ name }`,
				maxLength: 1000,
				onChange: ( text ) => onChange( name, text ),
			} )
		);
	};
} )( window.wp );
