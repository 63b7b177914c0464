/**
 * All that an editor sees of a newsletter: the same in the block editor's panel and the meta box.
 */
( function ( wp ) {
	const { createElement: el } = wp.element;
	const { __, sprintf } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );
	const { sentences } = connector;
	const { exact, shown, until, useServerNow } = connector.time;

	const Notice = ( { tone, words, advice, role } ) =>
		el( 'div', { className: `omeda-notice is-${ tone }`, role }, el( 'p', null, words ), advice && el( 'p', null, advice ) );

	function Due( { told } ) {
		const nowMs = useServerNow( told.now );
		const { running, due, held, failed } = told.status;
		if ( running ) {
			const words = sprintf( sentences.inProgress, connector.words.stepName( running.step ) );
			return el( 'p', { className: 'omeda-due' }, words );
		}
		if ( ! due || due.step === 'watch' || held || failed ) {
			return null;
		}
		const words = sentences.next;
		const when = until( due.at, nowMs );
		return el( 'p', { className: 'omeda-due' }, sprintf( words, connector.words.stepName( due.step ), when ) );
	}

	function Facts( { status } ) {
		const facts = [
			[ __( 'TrackId', 'omeda-newsletter-connector' ), status.trackId ],
			[ __( 'Send time', 'omeda-newsletter-connector' ), status.wanted.sendAt && shown( status.wanted.sendAt ) ],
			[ __( 'Audience', 'omeda-newsletter-connector' ), status.achieved?.audience?.query ],
			[ __( 'Recipients', 'omeda-newsletter-connector' ), status.achieved?.audience?.recipientCount ],
		].filter( ( [ , fact ] ) => fact );
		const rows = facts.flatMap( ( [ term, fact ] ) => [
			el( 'dt', { key: term }, term ),
			el( 'dd', { key: `${ term } fact` }, String( fact ) ),
		] );
		return el( 'dl', { className: 'omeda-facts' }, rows );
	}

	const listed = ( name, notices ) =>
		notices.map( ( { words, place }, index ) =>
			el( Notice, { key: `${ name } ${ index }`, tone: name === 'problem' ? 'error' : 'warning', words, advice: connector.placed( place ) } )
		);

	function Outbox( { rows } ) {
		const last = rows[ rows.length - 1 ];
		if ( ! last ) {
			return null;
		}
		const words = sprintf( sentences.saveWaiting, shown( last.createdAt ) );
		return el( Notice, { tone: last.state === 'parked' ? 'warning' : 'info', words, advice: last.lastError } );
	}

	function History( { events } ) {
		const items = events.map( ( { at, sentence, actor }, index ) =>
			el( 'li', { key: index }, el( 'time', { dateTime: at }, exact( at ) ), ' ', sentence, actor ? ` (${ actor })` : '' )
		);
		const title = __( 'Recent history', 'omeda-newsletter-connector' );
		return items.length > 0
			? el( 'details', { className: 'omeda-history' }, el( 'summary', null, title ), el( 'ul', null, items ) )
			: null;
	}

	function Known( { told, busy, run } ) {
		const { status, history } = told;
		const error = status.lastError && ! status.failed && status.due && status.due.attempt > 1 ? [ status.lastError ] : [];
		return [
			el( connector.Progress, { key: 'progress', status } ),
			el( Due, { key: 'due', told } ),
			...listed( 'problem', status.problems ),
			...listed( 'error', error ),
			...listed( 'warning', status.warnings ),
			el( Facts, { key: 'facts', status } ),
			el( connector.Actions, { key: 'actions', told, busy, run } ),
			el( connector.SendForm, { key: 'send', told, busy, run } ),
			el( History, { key: 'history', events: history } ),
		];
	}

	connector.Notice = Notice;

	connector.StatusView = function ( { told, failure, busy, said, run, consent } ) {
		if ( ! told ) {
			const words = failure ? failure.message : sentences.asking;
			return el( Notice, { tone: failure ? 'warning' : 'info', words, role: 'status' } );
		}
		const { tone, words, advice } = connector.words.headline( told );
		return el(
			'div',
			{ className: 'omeda-status', 'data-status': told.status ? told.status.status : told.gateway },
			el( Notice, { tone, words, advice, role: 'status' } ),
			el( connector.Sending, { told, busy, consent } ),
			el( Outbox, { rows: told.outbox } ),
			said && el( Notice, { ...said, role: 'alert' } ),
			told.status && el( Known, { told, busy, run } )
		);
	};

	connector.Status = function ( { postId, token } ) {
		const { told, failure, reload } = connector.useStatus( postId, token );
		const { busy, said, run, consent } = connector.useAction( postId, reload );
		return el( connector.StatusView, { told, failure, busy, said, run, consent } );
	};
} )( window.wp );
