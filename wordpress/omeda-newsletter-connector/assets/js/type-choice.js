/**
 * The deployment type of one post, instead of its post type's default.
 */
( function ( wp ) {
	const { createElement: el, useEffect, useState } = wp.element;
	const { CheckboxControl, SelectControl } = wp.components;
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;

	const LOCKED = sentences.typeIsFixed;

	function optionsFor( types, postType ) {
		const usual = types.find( ( { postTypes } ) => postTypes.includes( postType ) );
		const named = usual && sprintf( sentences.byDefault, usual.name );
		const first = named || __( 'Default: no newsletter', 'omeda-newsletter-connector' );
		return [
			{ value: '', label: first },
			...types.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ),
			{ value: 'none', label: __( 'Not a newsletter', 'omeda-newsletter-connector' ) },
		];
	}

	/** The site's deployment types, requested once per page. */
	let asked;
	connector.useTypes = function () {
		const [ types, setTypes ] = useState( [] );
		useEffect( () => {
			asked = asked || connector.api.types().then( ( answer ) => answer.types, () => [] );
			asked.then( setTypes );
		}, [] );
		return types;
	};

	/** The type that a choice means; none if it is not a newsletter. */
	connector.typeOf = function ( types, postType, choice ) {
		if ( choice === '' ) {
			return types.find( ( { postTypes } ) => postTypes.includes( postType ) );
		}
		return types.find( ( { id } ) => String( id ) === choice );
	};

	connector.TypeChoice = function ( { postType, value, isLocked, isDisabled, onChange } ) {
		const options = optionsFor( connector.useTypes(), postType );
		return el( SelectControl, {
			label: __( 'Deployment type', 'omeda-newsletter-connector' ),
			value,
			options: isLocked ? options.filter( ( option ) => [ value, 'none' ].includes( option.value ) ) : options,
			help: isLocked ? LOCKED : undefined,
			disabled: isDisabled,
			className: 'omeda-type-choice',
			onChange,
		} );
	};

	/** If not every post is a newsletter, its editor decides that this one is. */
	connector.NewsletterTick = function ( { isTicked, isDisabled, onChange } ) {
		return el( CheckboxControl, {
			label: __( 'Send as a newsletter', 'omeda-newsletter-connector' ),
			checked: isTicked,
			disabled: isDisabled,
			onChange,
		} );
	};
} )( window.wp );
