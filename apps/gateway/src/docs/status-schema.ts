import { STATUS_NAMES } from '#deployment';
import { STEPS } from '#events';
import {
  HASH,
  INSTANT,
  type Schema,
  TEXT,
  UUID,
  WHOLE,
  called,
  listOf,
  object,
  oneOf,
  orNull,
  partly,
} from './schema.js';

const STEP = oneOf(STEPS);
const NOTICE = partly({ code: TEXT, words: TEXT, field: TEXT, place: TEXT }, ['field', 'place']);
const FAILURE = object({ step: STEP, words: TEXT, at: INSTANT, attempt: WHOLE });

const WANTED = object(
  {
    intent: oneOf(['draft', 'archive', 'publish', 'trashed', 'deleted', 'cancelled']),
    revision: called(WHOLE, 'Number of the content revision; one per changed save.'),
    sendAt: orNull(INSTANT),
    sendAtBy: orNull(oneOf(['post-date', 'publish', 'person'])),
    name: orNull(TEXT, 'Deployment name at Omeda.'),
    omedaTypeId: orNull(WHOLE),
    audienceQuery: orNull(TEXT),
    onPublish: orNull(oneOf(['schedule', 'test', 'nothing'])),
    contentHash: orNull(HASH),
  },
  'What the editor wants.',
);

const SHARE: Schema = { type: 'number' };

const RESULTS = object({
  hours: called(WHOLE, 'Hours after sending: 1, 6, 24, or 72.'),
  at: INSTANT,
  sentCount: orNull(WHOLE),
  bounceCount: orNull(WHOLE),
  uniqueOpens: orNull(WHOLE),
  totalOpens: orNull(WHOLE),
  uniqueClicks: orNull(WHOLE),
  totalClicks: orNull(WHOLE),
  openRate: orNull(SHARE, 'Unique opens of all that it was sent to, from 0 to 1.'),
  clickRate: orNull(SHARE, 'Unique clicks of all that it was sent to, from 0 to 1.'),
  links: called(
    listOf(object({ url: TEXT, clicks: WHOLE, uniqueClicks: orNull(WHOLE) })),
    'The ten most clicked links.',
  ),
});

const ACHIEVED = object({
  trackId: TEXT,
  name: TEXT,
  omedaTypeId: WHOLE,
  audience: orNull(object({ query: TEXT, status: TEXT, recipientCount: orNull(WHOLE) })),
  contentHash: orNull(HASH),
  contentRevision: orNull(WHOLE),
  testedHash: orNull(HASH),
  testsSent: WHOLE,
  scheduled: orNull(object({ sendAt: INSTANT, scheduledDate: TEXT })),
  cancelledAt: orNull(INSTANT),
  sent: orNull(
    partly({ sentAt: INSTANT, sentCount: WHOLE, withdrawnAt: INSTANT }, [
      'sentCount',
      'withdrawnAt',
    ]),
  ),
  results: orNull(
    RESULTS,
    'What readers did with it, as last read; null before the first reading.',
  ),
});

const DUE = object({ dueId: WHOLE, step: STEP, at: INSTANT, attempt: WHOLE, reason: TEXT });
const HELD = object({ by: TEXT, reason: TEXT, at: INSTANT });

/** What the domain's `statusOf` returns. */
export const STATUS_FIELDS: Record<string, Schema> = {
  site: TEXT,
  brand: TEXT,
  post: object({ id: WHOLE, uid: TEXT, status: TEXT, title: TEXT }),
  generation: called(WHOLE, 'More than 1 if an earlier one was canceled.'),
  sequence: called(WHOLE, 'Highest sequence seen for this post.'),
  status: oneOf(STATUS_NAMES, 'The status in one word; docs/operating.md explains each.'),
  trackId: orNull(TEXT, "Omeda's ID of it."),
  wanted: WANTED,
  achieved: orNull(ACHIEVED, 'What Omeda has; null until it is created.'),
  due: orNull(DUE, 'The step that is due, and when.'),
  running: orNull(object({ step: STEP, since: INSTANT, attempt: WHOLE })),
  held: orNull(HELD, 'By a person, drift, missed, or stalled; nothing is due until it ends.'),
  failed: orNull(FAILURE, 'The step that failed permanently.'),
  lastError: orNull(FAILURE),
  problems: called(listOf(NOTICE), 'Why it cannot be sent yet.'),
  warnings: called(listOf(NOTICE), 'Warnings for people.'),
};

const BRAND_HOLD = object({ reason: orNull(TEXT), words: orNull(TEXT), probeAt: orNull(INSTANT) });

const KNOWN_BY = {
  deploymentId: UUID,
  version: called(WHOLE, 'Number of its last event.'),
  createdAt: INSTANT,
  updatedAt: INSTANT,
};

/** Without `brandHold` for the status at an earlier event. */
export const STATUS_SCHEMA: Schema = partly(
  {
    ...KNOWN_BY,
    ...STATUS_FIELDS,
    brandHold: orNull(BRAND_HOLD, 'Why no call is made for its brand right now.'),
  },
  ['brandHold'],
);
