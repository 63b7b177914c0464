/**
 * The five steps of every newsletter, and the progress of this one.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const { __ } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	const STATES = {
		done: __( 'done', 'omeda-newsletter-connector' ),
		current: __( 'next', 'omeda-newsletter-connector' ),
		failed: __( 'failed', 'omeda-newsletter-connector' ),
		open: __( 'to come', 'omeda-newsletter-connector' ),
	};

	const isOf = ( hash, { wanted } ) => Boolean( hash ) && hash === wanted.contentHash;

	const STEPS = [
		{ step: 'create', label: __( 'Create', 'omeda-newsletter-connector' ), isDone: ( { achieved } ) => achieved !== null },
		{
			step: 'audience',
			also: [ 'await-audience' ],
			label: __( 'Audience', 'omeda-newsletter-connector' ),
			isDone: ( { achieved } ) => achieved?.audience?.status === 'ready',
		},
		{
			step: 'content',
			also: [ 'update' ],
			label: __( 'Content', 'omeda-newsletter-connector' ),
			isDone: ( status ) => isOf( status.achieved?.contentHash, status ),
		},
		{
			step: 'test',
			label: __( 'Test', 'omeda-newsletter-connector' ),
			isDone: ( status ) => isOf( status.achieved?.testedHash, status ),
		},
		{
			step: 'schedule',
			label: __( 'Schedule', 'omeda-newsletter-connector' ),
			isDone: ( { achieved } ) => Boolean( achieved?.scheduled || achieved?.sent ),
		},
	];

	function stateOf( { step, also = [], isDone }, status ) {
		const isThis = ( other ) => other === step || also.includes( other );
		if ( status.failed && isThis( status.failed.step ) ) {
			return 'failed';
		}
		if ( isThis( ( status.running || status.due || {} ).step ) ) {
			return 'current';
		}
		return Boolean( status.achieved?.sent ) || isDone( status ) ? 'done' : 'open';
	}

	connector.Progress = function ( { status } ) {
		const items = STEPS.map( ( known ) => {
			const state = stateOf( known, status );
			return el(
				'li',
				{ key: known.step, className: `omeda-step is-${ state }`, 'data-step': known.step, 'data-state': state },
				known.label,
				el( 'span', { className: 'screen-reader-text' }, ` (${ STATES[ state ] })` )
			);
		} );
		const label = __( 'Progress at Omeda', 'omeda-newsletter-connector' );
		return el( 'ol', { className: 'omeda-steps', 'aria-label': label }, items );
	};
} )( window.wp );
