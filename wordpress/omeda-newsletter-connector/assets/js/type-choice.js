/**
 * The deployment type of one post, in place of its post type's.
 */
( function ( wp ) {
	const { createElement: el, useEffect, useState } = wp.element;
	const { SelectControl } = wp.components;
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const LOCKED = __( 'Omeda has this newsletter: its type can be taken away, not exchanged.', 'omeda-newsletter-connector' );

	function optionsFor( types, postType ) {
		const usual = types.find( ( { postTypes } ) => postTypes.includes( postType ) );
		/* translators: %s: name of a deployment type */
		const named = usual && sprintf( __( 'As usual: %s', 'omeda-newsletter-connector' ), usual.name );
		const first = named || __( 'As usual: no newsletter', 'omeda-newsletter-connector' );
		return [
			{ value: '', label: first },
			...types.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ),
			{ value: 'none', label: __( 'No newsletter', 'omeda-newsletter-connector' ) },
		];
	}

	connector.TypeChoice = function ( { postType, value, isLocked, onChange } ) {
		const [ types, setTypes ] = useState( [] );
		useEffect( () => {
			connector.api.types().then( ( answer ) => setTypes( answer.types ), () => setTypes( [] ) );
		}, [] );
		const options = optionsFor( types, postType );
		return el( SelectControl, {
			label: __( 'Deployment type', 'omeda-newsletter-connector' ),
			value,
			options: isLocked ? options.filter( ( option ) => [ value, 'none' ].includes( option.value ) ) : options,
			help: isLocked ? LOCKED : undefined,
			onChange,
		} );
	};
} )( window.wp );
