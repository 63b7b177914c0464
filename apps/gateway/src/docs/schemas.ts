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
import { CALL_SCHEMAS } from './call-schemas.js';
import { FEED_SCHEMAS } from './feed-schemas.js';
import { OVERVIEW_SCHEMAS } from './overview-schemas.js';
import { PARKED_SCHEMAS } from './parked-schemas.js';
import { SUBSCRIPTION_SCHEMAS } from './subscription-schemas.js';
import { STATUS_FIELDS, STATUS_SCHEMA } from './status-schema.js';

const ACTOR = partly(
  {
    kind: oneOf(['wordpress', 'person', 'service']),
    id: TEXT,
    name: TEXT,
    erased: called(YES_OR_NO, "The person's data was erased; the name says only that."),
  },
  ['id', 'name', 'erased'],
);

const ENTRY = object({
  id: UUID,
  version: WHOLE,
  at: INSTANT,
  type: TEXT,
  sentence: called(TEXT, 'What happened, in words for editors.'),
  actor: ACTOR,
  who: orNull(TEXT, 'Who caused it, in words; null if the service caused it.'),
  data: { type: 'object', description: 'The stored event. Its shape may change between releases.' },
});

const EPOCH = called(
  UUID,
  'If it changed, a backup was restored: send the current state of your posts again.',
);

const TAKEN = partly(
  {
    deploymentId: UUID,
    ...STATUS_FIELDS,
    stale: called(YES_OR_NO, 'The sequence was older than one already seen; nothing changed.'),
    highest: called(WHOLE, 'The highest sequence seen, when stale.'),
    ignored: oneOf(['sent', 'final'], 'Why it changed nothing.'),
    epoch: EPOCH,
  },
  ['stale', 'highest', 'ignored'],
);

const FINDING = partly(
  {
    severity: oneOf(['problem', 'warning'], 'A problem: nothing goes to Omeda until it is gone.'),
    code: called(TEXT, 'Stable.'),
    words: called(TEXT, 'What is wrong and what to do, in words for editors.'),
    field: TEXT,
    place: called(TEXT, 'Where it is in the post, such as: link "Read more".'),
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
    active: called(YES_OR_NO, 'Only active ones can be used.'),
  },
  ['description', 'longDescription', 'alternateId'],
);

const CHECK = object({
  name: TEXT,
  state: oneOf(['ok', 'warning', 'fault']),
  words: TEXT,
  cure: orNull(TEXT),
});

const PROBLEM = partly(
  {
    type: called(TEXT, 'urn:newsletter-connector:problem:…, stable.'),
    title: TEXT,
    status: WHOLE,
    detail: called(TEXT, 'What is wrong in this case, and how to fix it.'),
    because: called(TEXT, 'Why the action is not possible in the current state.'),
    errors: listOf(object({ field: TEXT, problem: TEXT, cure: TEXT })),
    traceId: called(TEXT, 'Give it to the operator. Also in the trace-id header.'),
  },
  ['because', 'errors'],
);

/** Response schemas by name. Specs validate real responses against them. */
export const SCHEMAS = {
  Status: STATUS_SCHEMA,
  StatusPage: object({
    deployments: listOf(ref('Status')),
    next: orNull(TEXT, 'Send it as after to get the next page; null on the last page.'),
  }),
  History: object({
    deploymentId: UUID,
    events: listOf(ENTRY),
    next: orNull(WHOLE, 'Send it as after to get the next page; null on the last page.'),
  }),
  Taken: TAKEN,
  Preview: object({
    subject: TEXT,
    preheader: orNull(TEXT),
    fromName: orNull(TEXT, "Null: the brand's own at Omeda."),
    html: TEXT,
    text: called(TEXT, 'The plain-text part.'),
    bytes: called(WHOLE, 'The size of html. Gmail clips messages over 102 kB.'),
    findings: listOf(FINDING),
  }),
  Content: object({
    revision: WHOLE,
    subject: TEXT,
    preheader: orNull(TEXT),
    html: TEXT,
    text: orNull(TEXT, 'Null if an older release stored the content.'),
    omeda: orNull(
      object({ html: TEXT, subject: orNull(TEXT) }),
      'What Omeda has now; null if it has none or does not respond.',
    ),
    differs: orNull(YES_OR_NO, 'Whether Omeda has something else; null if omeda is null.'),
  }),
  Site: object({
    id: TEXT,
    publishDelayMinutes: {
      type: 'number',
      description: 'Newsletters go out this long after their post is published.',
    },
    epoch: EPOCH,
  }),
  DeploymentTypes: object({
    brand: TEXT,
    types: listOf(DEPLOYMENT_TYPE),
    fetchedAt: INSTANT,
    stale: called(YES_OR_NO, 'Omeda is not responding; this is its last known response.'),
    because: orNull(TEXT, 'Omeda’s error, if stale.'),
  }),
  Erased: object({
    deployments: listOf(object({ deploymentId: UUID, erased: WHOLE, kept: WHOLE })),
  }),
  Compared: object({
    epoch: called(UUID, 'The feed’s epoch from now on.'),
    beganAt: INSTANT,
    lookedAt: called(WHOLE, 'Newsletters that a deployer will check.'),
    differences: listOf(
      object({
        brand: TEXT,
        deploymentId: orNull(UUID, 'Null if the whole brand could not be compared.'),
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
  Problem: PROBLEM,
  ...CALL_SCHEMAS,
  ...FEED_SCHEMAS,
  ...PARKED_SCHEMAS,
  ...OVERVIEW_SCHEMAS,
  ...SUBSCRIPTION_SCHEMAS,
} satisfies Record<string, Schema>;
