import { STATUS_NAMES } from '#deployment';
import { ATTENTION_KINDS } from '#event-store';
import {
  INSTANT,
  TEXT,
  UUID,
  WHOLE,
  YES_OR_NO,
  called,
  listOf,
  object,
  oneOf,
  orNull,
} from './schema.js';

const GROUP = {
  key: called(TEXT, 'Changes with the cause.'),
  kind: oneOf(ATTENTION_KINDS),
  brand: TEXT,
  heldBy: orNull(TEXT, 'Of held: person, drift, or stalled.'),
  step: orNull(TEXT, 'The step that is late, failed, or comes next.'),
  words: called(TEXT, 'Omeda’s words, or ours. What differs between newsletters is left out.'),
  count: WHOLE,
  since: called(INSTANT, 'Of the first of them.'),
  nextSendAt: orNull(INSTANT, 'When the first of them goes out.'),
  soon: called(WHOLE, 'How many of them go out within the hour.'),
  sites: listOf(TEXT),
  titles: called(listOf(TEXT), 'Titles of the first three to go out.'),
  title: called(TEXT, 'The cause, in words.'),
  cure: TEXT,
  actions: called(listOf(TEXT), 'Actions that may help, for POST /v1/bulk.'),
};

const MEMBER = object({
  deploymentId: UUID,
  site: TEXT,
  brand: TEXT,
  title: TEXT,
  status: oneOf(STATUS_NAMES),
  postId: WHOLE,
  trackId: orNull(TEXT),
  sendAt: orNull(INSTANT),
  since: INSTANT,
});

const OUTCOME = oneOf(['done', 'would-do', 'unchanged', 'refused', 'not-found']);

const CALLS = object({
  count: WHOLE,
  failed: called(WHOLE, 'Refused, or without a response.'),
  p50Ms: orNull(WHOLE, 'Half of them took this long at most.'),
  p95Ms: orNull(WHOLE, '95% of them took this long at most.'),
});

const BRAND = object({
  brand: TEXT,
  environment: orNull(TEXT, 'Null if the brand is no longer in the sites file.'),
  held: YES_OR_NO,
  words: orNull(TEXT, 'Why it is held.'),
  probeAt: orNull(INSTANT, 'When Omeda is tried again.'),
  open: called(WHOLE, 'Newsletters that are in progress.'),
  nextSendAt: orNull(INSTANT, 'When the first one that is not scheduled yet goes out.'),
  calls: called(CALLS, 'Calls of steps to Omeda in the last hour.'),
});

const RUNNING = object({
  deploymentId: UUID,
  title: TEXT,
  site: TEXT,
  brand: TEXT,
  step: TEXT,
  since: INSTANT,
});

/** Responses of the console's routes: sessions, and all newsletters at once. */
export const OVERVIEW_SCHEMAS = {
  Session: object({
    kind: oneOf(['operator', 'site'], 'Whose key it is.'),
    id: called(TEXT, 'As in the history.'),
    name: orNull(TEXT, 'Name of the key; null if it has none.'),
    mayAct: called(YES_OR_NO, 'False for a key that only reads.'),
    site: orNull(TEXT, 'The only site that the key may see; null for an operator key.'),
    endsAt: orNull(INSTANT, 'Null if the request was sent with a key.'),
    csrf: orNull(
      TEXT,
      'Send it as newsletter-csrf with each POST and DELETE of this session. Null if the request was sent with a key.',
    ),
  }),
  SignedOut: object({ signedOut: called(YES_OR_NO, 'False if the request was sent with a key.') }),
  Groups: object({ now: called(INSTANT, 'The store’s clock.'), groups: listOf(object(GROUP)) }),
  Group: object({ now: INSTANT, ...GROUP, deployments: listOf(MEMBER) }),
  Calendar: object({
    timeZone: TEXT,
    days: listOf(object({ day: TEXT, brand: TEXT, status: TEXT, count: WHOLE })),
  }),
  BulkAnswer: object({
    at: called(INSTANT, 'After a preview, send it as `previewedAt`.'),
    dryRun: YES_OR_NO,
    counts: object({ done: WHOLE, wouldDo: WHOLE, unchanged: WHOLE, refused: WHOLE }),
    results: listOf(
      object({
        deploymentId: UUID,
        title: orNull(TEXT),
        site: orNull(TEXT),
        sendAt: orNull(INSTANT),
        outcome: OUTCOME,
        words: called(TEXT, 'What happened, would happen, or why it cannot.'),
      }),
    ),
  }),
  SiteList: object({
    sites: listOf(
      object({
        id: TEXT,
        brand: TEXT,
        publishDelayMinutes: { type: 'number' },
        timeZone: orNull(TEXT, 'As in its last event; null before the first one.'),
      }),
    ),
  }),
  Operations: object({
    now: INSTANT,
    transport: oneOf(['embedded', 'rabbitmq']),
    overdue: called(WHOLE, 'Newsletters with a step that has been due for more than two minutes.'),
    upcoming: called(
      listOf(object({ hour: INSTANT, count: WHOLE })),
      'Wake-ups by the hour, for a day.',
    ),
    running: called(listOf(RUNNING), 'Steps in progress at deployers, 100 at most.'),
    broker: orNull(
      object({
        connected: YES_OR_NO,
        lagEvents: WHOLE,
        lagSeconds: { type: 'number' },
      }),
      'Null with the embedded transport.',
    ),
    brands: listOf(BRAND),
    counts: listOf(object({ brand: TEXT, status: TEXT, count: WHOLE })),
    parked: WHOLE,
  }),
  WakeUp: object({
    wakeAt: orNull(INSTANT, 'When it must be processed next.'),
    n: orNull(WHOLE, 'How many wake-ups were sent for this reason.'),
    sentAt: orNull(INSTANT),
    notBefore: orNull(INSTANT, 'The sweeper sends another one from then on.'),
    deliveries: orNull(WHOLE, 'How often it was delivered without an outcome.'),
    parkedReason: orNull(TEXT, 'Why it is parked; null if it is not.'),
  }),
};
