/**
 * Every sentence that editors read in the browser. Labels of fields and buttons are in their own files.
 */
( function ( wp ) {
	const { __, _n } = wp.i18n;
	const connector = ( window.omedaConnector = window.omedaConnector || {} );

	connector.sentences = {
		/* translators: %d: number of recipients */
		recipients: ( count ) => _n( '%d recipient.', '%d recipients.', count, 'omeda-newsletter-connector' ),
		/* translators: %s: a percentage such as 43% */
		opened: __( '%s opened.', 'omeda-newsletter-connector' ),
		/* translators: 1: a percentage such as 43%, 2: another one */
		openedAndClicked: __( '%1$s opened, %2$s clicked.', 'omeda-newsletter-connector' ),
		noType: __( 'No deployment type: this post is not a newsletter.', 'omeda-newsletter-connector' ),
		incomplete: __( 'It can’t go to Omeda yet.', 'omeda-newsletter-connector' ),
		archived: __( 'Published without sending. Nothing goes out unless someone with the right sends it.', 'omeda-newsletter-connector' ),
		requested: __( 'Saved. It will be created at Omeda.', 'omeda-newsletter-connector' ),
		created: __( 'Created at Omeda. Next: the audience.', 'omeda-newsletter-connector' ),
		audienceAssigned: __( 'Omeda is loading the audience.', 'omeda-newsletter-connector' ),
		audienceReady: __( 'The audience is ready. Next: your latest content.', 'omeda-newsletter-connector' ),
		contentThenTest: __( 'Omeda has your latest content. Next: a test, then scheduling.', 'omeda-newsletter-connector' ),
		contentThenPublish: __( 'Omeda has your latest content. Publish the post to send it.', 'omeda-newsletter-connector' ),
		testSent: __( 'A test was sent to the testers.', 'omeda-newsletter-connector' ),
		/* translators: %s: date and time */
		scheduled: __( 'Scheduled: it goes out on %s.', 'omeda-newsletter-connector' ),
		/* translators: %s: date and time */
		sent: __( 'Sent on %s.', 'omeda-newsletter-connector' ),
		/* translators: 1: date and time of sending, 2: date and time of the withdrawal */
		sentAfterWithdrawal: __( 'Sent on %1$s, although it was withdrawn on %2$s: it could not be taken back in time.', 'omeda-newsletter-connector' ),
		missed: __( 'Its send time passed before it was scheduled at Omeda. Choose when to send it.', 'omeda-newsletter-connector' ),
		/* translators: %s: why it is held */
		held: __( 'Held: %s', 'omeda-newsletter-connector' ),
		/* translators: 1: a step such as Creation, 2: the reason in Omeda's words */
		failed: __( '%1$s failed: %2$s', 'omeda-newsletter-connector' ),
		withdrawn: __( 'Withdrawn: it is being removed from Omeda.', 'omeda-newsletter-connector' ),
		canceled: __( 'Canceled. Nothing will be sent.', 'omeda-newsletter-connector' ),
		correctProblems: __( 'Correct the problems marked in red below, then save the post again.', 'omeda-newsletter-connector' ),
		fixAndRetry: __( 'Fix the cause and click Retry, or save a change.', 'omeda-newsletter-connector' ),
		clickResume: __( 'Click Resume to continue.', 'omeda-newsletter-connector' ),
		cannotBeRecalled: __( 'It cannot be recalled. Send a correction if readers need one; the history shows why it was not taken back.', 'omeda-newsletter-connector' ),
		keyRejected: __( 'Omeda rejects the connector’s key.', 'omeda-newsletter-connector' ),
		omedaAway: __( 'Omeda is not responding.', 'omeda-newsletter-connector' ),
		continuesOnceFixed: __( 'Nothing is lost: it continues once that is fixed. Tell your administrator.', 'omeda-newsletter-connector' ),
		beingSynced: __( 'Your save is being synced.', 'omeda-newsletter-connector' ),
		saveToSync: __( 'Save the post to sync it.', 'omeda-newsletter-connector' ),
		savesAreKept: __( 'Your saves are kept here and synced automatically.', 'omeda-newsletter-connector' ),
		connectorAway: __( 'The connector is not responding.', 'omeda-newsletter-connector' ),
		/* translators: %s: name of the person who published the post */
		awaitingApproval: __( 'Awaiting approval: %s published it but is not allowed to send newsletters.', 'omeda-newsletter-connector' ),
		untilApproved: __( 'Nothing goes out until someone with the right clicks Send.', 'omeda-newsletter-connector' ),
		dryRun: __( 'This site is in dry-run mode: nothing is sent from here.', 'omeda-newsletter-connector' ),
		confirmUnschedule: __( 'Unschedule the newsletter at Omeda? It is held until you resume it.', 'omeda-newsletter-connector' ),
		confirmCancel: __( 'Cancel this newsletter? This cannot be undone.', 'omeda-newsletter-connector' ),
		done: __( 'Done.', 'omeda-newsletter-connector' ),
		notSentDryRun: __( 'Not sent: this site is in dry-run mode.', 'omeda-newsletter-connector' ),
		notSentUnmarked: __( 'Not sent: this post is not marked as a newsletter.', 'omeda-newsletter-connector' ),
		notSentNoType: __( 'Not sent: this post has no deployment type.', 'omeda-newsletter-connector' ),
		notSentPrivate: __( 'Not sent: the post is private.', 'omeda-newsletter-connector' ),
		notSentPassword: __( 'Not sent: the post has a password.', 'omeda-newsletter-connector' ),
		notSentPast: __( 'Not sent: its date is more than a day in the past.', 'omeda-newsletter-connector' ),
		notSentUnapproved: __( 'Not sent yet: someone who can send newsletters must approve it.', 'omeda-newsletter-connector' ),
		/* translators: %s: number of recipients */
		readers: ( count ) => _n( '%s reader', '%s readers', count, 'omeda-newsletter-connector' ),
		/* translators: 1: name of an audience, 2: date and time */
		goesOutAt: __( 'Goes to %1$s on %2$s (site time).', 'omeda-newsletter-connector' ),
		/* translators: %s: name of an audience */
		goesOutAfterDelay: __( 'Goes to %s after publishing and this site’s delay (usually 30 minutes).', 'omeda-newsletter-connector' ),
		noNewsletters: __( 'No newsletters here.', 'omeda-newsletter-connector' ),
		/* translators: %d: number of newsletters */
		continuing: ( count ) => _n( '%d continues.', '%d continue.', count, 'omeda-newsletter-connector' ),
		outboxEmpty: __( 'The outbox is empty: every save is synced.', 'omeda-newsletter-connector' ),
		/* translators: %d: number of saves */
		savesWaiting: ( count ) => _n( '%d save is waiting.', '%d saves are waiting.', count, 'omeda-newsletter-connector' ),
		/* translators: %d: number of saves */
		needAttention: ( count ) => _n( '%d needs attention.', '%d need attention.', count, 'omeda-newsletter-connector' ),
		/* translators: %s: a place in a post, such as: link "Read more" */
		where: __( 'Where: %s', 'omeda-newsletter-connector' ),
		noTesters: __( 'Tests only go to the deployment type’s testers, and it has none.', 'omeda-newsletter-connector' ),
		/* translators: %s: addresses */
		testers: __( 'Omeda sends tests only to the deployment type’s testers: %s', 'omeda-newsletter-connector' ),
		/* translators: 1: a length such as 300 characters, 2: the most that Omeda takes */
		cutOff: __( '%1$s: Omeda accepts %2$d and cuts off the rest', 'omeda-newsletter-connector' ),
		/* translators: %d: number of characters */
		characters: ( count ) => _n( '%d character', '%d characters', count, 'omeda-newsletter-connector' ),
		/* translators: %s: a length such as 34 characters */
		byDefault: __( 'Default: %s', 'omeda-newsletter-connector' ),
		noProblems: __( 'No problems found.', 'omeda-newsletter-connector' ),
		publishedWithoutSending: __( 'Published without sending.', 'omeda-newsletter-connector' ),
		/* translators: %s: date and time */
		goesOut: __( 'Goes out on %s (site time).', 'omeda-newsletter-connector' ),
		syncing: __( 'Being synced with the newsletter service.', 'omeda-newsletter-connector' ),
		confirmSendNow: __( 'Send this newsletter to all its readers now?', 'omeda-newsletter-connector' ),
		confirmSendAt: __( 'Send this newsletter to all its readers at that time?', 'omeda-newsletter-connector' ),
		confirmSend: __( 'Send this newsletter to all its readers?', 'omeda-newsletter-connector' ),
		oneMoment: __( 'One moment…', 'omeda-newsletter-connector' ),
		wordpressAway: __( 'WordPress did not respond.', 'omeda-newsletter-connector' ),
		dryRunNoSync: __( 'This site is in dry-run mode: nothing is synced from here.', 'omeda-newsletter-connector' ),
		syncs: __( 'This site syncs its newsletters.', 'omeda-newsletter-connector' ),
		/* translators: %d: number of deployment types */
		typesFound: __( '✓ Omeda has %d deployment types.', 'omeda-newsletter-connector' ),
		/* translators: %s: a step such as Creation */
		inProgress: __( '%s is in progress.', 'omeda-newsletter-connector' ),
		/* translators: 1: a step such as Creation, 2: when, such as in 4:05 */
		next: __( 'Next: %1$s %2$s', 'omeda-newsletter-connector' ),
		/* translators: %s: date and time */
		saveWaiting: __( 'Your save from %s is waiting to be synced.', 'omeda-newsletter-connector' ),
		asking: __( 'Asking the connector…', 'omeda-newsletter-connector' ),
		typeIsFixed: __( 'This newsletter is already at Omeda: you can remove its type, but not change it.', 'omeda-newsletter-connector' ),
		listUnavailable: __( 'Omeda’s list is not available right now.', 'omeda-newsletter-connector' ),
	};
} )( window.wp );
