import {
  INSTANT,
  type Schema,
  TEXT,
  UUID,
  WHOLE,
  YES_OR_NO,
  called,
  listOf,
  object,
  oneOf,
  orNull,
  partly,
  ref,
} from './schema.js';
import { STATUS_FIELDS, STATUS_SCHEMA } from './status-schema.js';

const ACTOR = partly(
  {
    kind: oneOf(['wordpress', 'person', 'service']),
    id: TEXT,
    name: TEXT,
    erased: called(YES_OR_NO, "The person's data was erased: the name only says so."),
  },
  ['id', 'name', 'erased'],
);

const ENTRY = object({
  id: UUID,
  version: WHOLE,
  at: INSTANT,
  type: TEXT,
  sentence: called(TEXT, 'What happened, for editors.'),
  actor: ACTOR,
  data: { type: 'object', description: 'The event itself; its form may change with releases.' },
});

const TAKEN = partly(
  {
    deploymentId: UUID,
    ...STATUS_FIELDS,
    stale: called(YES_OR_NO, 'An older sequence than one seen: it changed nothing.'),
    highest: called(WHOLE, 'The highest sequence seen, when stale.'),
    ignored: oneOf(['sent', 'final'], 'Why it changed nothing.'),
  },
  ['stale', 'highest', 'ignored'],
);

const FINDING = partly(
  {
    severity: oneOf(['problem', 'warning'], 'A problem: nothing goes to Omeda until it is gone.'),
    code: called(TEXT, 'Stable.'),
    words: called(TEXT, 'What is wrong and what to do, for editors.'),
    field: TEXT,
    place: called(TEXT, 'What finds it in the post, as in: link "Read more".'),
  },
  ['field', 'place'],
);

const DEPLOYMENT_TYPE = partly(
  {
    id: WHOLE,
    name: TEXT,
    description: TEXT,
    longDescription: TEXT,
    alternateId: TEXT,
    active: called(YES_OR_NO, 'Only an active one can be used.'),
  },
  ['description', 'longDescription', 'alternateId'],
);

const CLOUD_EVENT = object({
  specversion: oneOf(['1.0']),
  id: UUID,
  source: called(TEXT, '/sites/{site}'),
  type: called(TEXT, 'newsletter.deployment.….v1: docs/schemas has one schema for each.'),
  subject: called(UUID, 'deploymentId'),
  time: INSTANT,
  datacontenttype: oneOf(['application/json']),
  streamversion: called(WHOLE, 'Upwards only within a subject, with gaps.'),
  epoch: called(UUID, 'Of the feed: another one counts anew.'),
  data: { type: 'object', description: 'After the schema of its type.' },
});

const CHECK = object({
  name: TEXT,
  state: oneOf(['ok', 'warning', 'fault']),
  words: TEXT,
  cure: orNull(TEXT),
});

const PARKED = object({
  id: TEXT,
  cause: oneOf(
    ['rejected', 'delivery-limit', 'unroutable'],
    'Who gave it up, or nobody wanted it.',
  ),
  reason: TEXT,
  deploymentId: orNull(TEXT),
  routingKey: TEXT,
  sourceQueue: orNull(TEXT, 'The queue it was in; null where it never was in any.'),
  parkedAt: orNull(INSTANT),
  ended: orNull(oneOf(['redriven', 'discarded']), 'What was done with it; null while it waits.'),
  body: { description: 'What it holds, as it came.' },
});

const PROBLEM = partly(
  {
    type: called(TEXT, 'urn:newsletter-connector:problem:…, stable.'),
    title: TEXT,
    status: WHOLE,
    detail: called(TEXT, 'What is wrong in this case, and the cure.'),
    because: called(TEXT, 'Why an action cannot be now.'),
    errors: listOf(object({ field: TEXT, problem: TEXT, cure: TEXT })),
    traceId: called(TEXT, 'Tell it to the operator; also in the header trace-id.'),
  },
  ['because', 'errors'],
);

/** What answers look like, by name. Specs hold real answers against them. */
export const SCHEMAS = {
  Status: STATUS_SCHEMA,
  StatusPage: object({
    deployments: listOf(ref('Status')),
    next: orNull(TEXT, 'Send it as after for the page that follows; null: it was the last.'),
  }),
  History: object({
    deploymentId: UUID,
    events: listOf(ENTRY),
    next: orNull(WHOLE, 'Send it as after for the page that follows; null: it was the last.'),
  }),
  Taken: TAKEN,
  Preview: object({
    subject: TEXT,
    preheader: orNull(TEXT),
    fromName: orNull(TEXT, "Null: the brand's own at Omeda."),
    html: TEXT,
    text: called(TEXT, 'For readers of plain text.'),
    bytes: called(WHOLE, 'Of the html; Gmail clips what has more than 102 kB.'),
    findings: listOf(FINDING),
  }),
  Content: object({
    revision: WHOLE,
    subject: TEXT,
    preheader: orNull(TEXT),
    html: TEXT,
    text: orNull(TEXT, 'Null where an older release stored the content.'),
    omeda: orNull(
      object({ html: TEXT, subject: orNull(TEXT) }),
      'What Omeda holds now; null where it has none, or does not tell.',
    ),
    differs: orNull(YES_OR_NO, 'Whether Omeda holds something else; null where omeda is.'),
  }),
  Feed: object({
    events: listOf(CLOUD_EVENT),
    next: called(TEXT, 'Send it as after; also when events is empty.'),
    epoch: called(UUID, 'Of the feed: another one says that its numbers began anew.'),
  }),
  Site: object({
    id: TEXT,
    publishDelayMinutes: {
      type: 'number',
      description: 'What is published at once goes out this much later.',
    },
  }),
  DeploymentTypes: object({
    brand: TEXT,
    types: listOf(DEPLOYMENT_TYPE),
    fetchedAt: INSTANT,
    stale: called(YES_OR_NO, 'Omeda does not answer: this is what it last told.'),
    because: orNull(TEXT, 'What Omeda said, when stale.'),
  }),
  Erased: object({
    deployments: listOf(object({ deploymentId: UUID, erased: WHOLE, kept: WHOLE })),
  }),
  Compared: object({
    epoch: called(UUID, 'Of the feed from now on.'),
    beganAt: INSTANT,
    lookedAt: called(WHOLE, 'Newsletters that a deployer is to look at.'),
    differences: listOf(
      object({
        brand: TEXT,
        deploymentId: orNull(UUID, 'Null where a brand could not be compared.'),
        trackId: orNull(TEXT, "Omeda's id."),
        name: TEXT,
        kind: TEXT,
        words: TEXT,
        cure: TEXT,
      }),
    ),
  }),
  PersonErased: object({ site: TEXT, erased: YES_OR_NO }),
  Examined: object({ healthy: YES_OR_NO, checks: listOf(CHECK) }),
  Parked: PARKED,
  ParkedList: object({
    parked: listOf(ref('Parked')),
    next: orNull(TEXT, 'What to send as after for what follows; null at the end.'),
  }),
  Problem: PROBLEM,
} satisfies Record<string, Schema>;
