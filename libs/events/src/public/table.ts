import { STEPS } from '../steps.js';
import {
  COUNT,
  FLAG,
  INSTANT,
  TEXT,
  TRACK_ID as trackId,
  oneOf,
  orNull,
  described,
} from './schema.js';
import { withoutAddresses } from '../without-addresses.js';
import { AFTER_SENDING } from './after-sending.js';
import type { Entry } from './entry.js';
import { contentAt, created, nameOf } from './parts.js';

const revision = described('Number of the changed save, counted per newsletter', COUNT);
const contentHash = described(
  'SHA-256 of everything that is sent: newsletters with equal hashes are equal',
  TEXT,
);
const sendAt = described('When it will be sent', INSTANT);
const step = described('The step concerned', oneOf(...STEPS));

/**
 * The public events: the name makes the routing key `deployment.<name>` and the type
 * `newsletter.deployment.<name>.v1`. Other teams rely on names and fields. A field may be added; any
 * other change is a new version. No secret, no tester and no content belongs here.
 */
const PUBLIC_EVENTS = {
  requested: {
    says: 'A post becomes a newsletter: received for the first time, or restored from the trash',
    data: { because: oneOf('first-heard-of', 'restored') },
    from: {
      DeploymentRequested: () => ({ because: 'first-heard-of' }),
      PostRestored: () => ({ because: 'restored' }),
    },
  },
  'content-changed': {
    says: 'An editor changed the content',
    data: { revision, contentHash },
    from: {
      ContentChanged: (data) => ({ revision: data.revision, contentHash: data.contentHash }),
    },
  },
  'publish-requested': {
    says: 'It has a send time: the post was published or scheduled, or a person sent it',
    data: {
      sendAt,
      sendAtBy: oneOf('post-date', 'publish', 'person'),
      consentedById: described(
        'ID of the person who consented to send it; null if there is none or after erasure',
        orNull(TEXT),
      ),
      consentedByName: described(
        'Name of that person; null if there is none or after erasure',
        orNull(TEXT),
      ),
    },
    from: {
      PublishRequested: ({ sendAt: at, sendAtBy, consent }) => ({
        sendAt: at,
        sendAtBy,
        consentedById: consent?.by.id ?? null,
        consentedByName: nameOf(consent?.by),
      }),
    },
  },
  withdrawn: {
    says: 'It will not be sent',
    data: {
      reason: oneOf(
        'unpublished',
        'consent-withdrawn',
        'type-removed',
        'trashed',
        'deleted',
        'cancelled-by-person',
      ),
    },
    from: {
      Withdrawn: ({ reason }) => ({ reason }),
      ConsentWithdrawn: () => ({ reason: 'consent-withdrawn' }),
    },
  },
  created: {
    says: 'Omeda has a deployment for it',
    data: {
      trackId,
      generation: described(
        'Starts at 1; increases when a cancelled deployment is created again',
        COUNT,
      ),
      name: described("The deployment's name at Omeda", TEXT),
      adopted: described('Created elsewhere and adopted', FLAG),
    },
    from: {
      DeploymentCreated: (data) => created(data, false),
      DeploymentAdopted: (data) => created(data, true),
    },
  },
  'audience-assigned': {
    says: 'Its audience is assigned at Omeda',
    data: { trackId, query: described('Name of the audience query', TEXT) },
    from: { AudienceAssigned: (data) => ({ trackId: data.trackId, query: data.query }) },
  },
  'audience-ready': {
    says: 'Omeda has loaded the recipients',
    data: { recipientCount: orNull(COUNT) },
    from: { AudienceReady: ({ recipientCount }) => ({ recipientCount }) },
  },
  'content-updated': {
    says: 'Omeda has the content',
    data: { trackId, revision, contentHash },
    from: { ContentUpdated: (data) => contentAt(data) },
  },
  'test-sent': {
    says: 'A test was sent to the testers',
    data: { trackId, revision, contentHash },
    from: { TestSent: (data) => contentAt(data) },
  },
  scheduled: {
    says: 'Omeda will send it at this time',
    data: { trackId, sendAt },
    from: { DeploymentScheduled: (data) => ({ trackId: data.trackId, sendAt: data.sendAt }) },
  },
  unscheduled: {
    says: 'Omeda will not send it; it is a draft there again',
    data: { trackId },
    from: { DeploymentUnscheduled: (data) => ({ trackId: data.trackId }) },
  },
  cancelled: {
    says: 'It is cancelled at Omeda; this is final for the trackId',
    data: { trackId },
    from: { DeploymentCancelled: (data) => ({ trackId: data.trackId }) },
  },
  ...AFTER_SENDING,
  failed: {
    says: 'A step failed permanently; a changed save or a retry by a person revives it',
    data: { step, attempt: COUNT, words: described("Omeda's message", TEXT) },
    from: {
      DeploymentFailed: (data) => ({
        step: data.step,
        attempt: data.attempt,
        words: withoutAddresses(data.words),
      }),
    },
  },
  held: {
    says: 'It is held: nothing happens until it is resumed',
    data: { by: oneOf('person', 'drift', 'missed', 'stalled'), reason: TEXT },
    from: { DeploymentHeld: ({ by, reason }) => ({ by, reason: withoutAddresses(reason) }) },
  },
  resumed: {
    says: 'It was resumed after a hold',
    data: { because: oneOf('person', 'publish', 'new-time', 'clock') },
    // What is still held was not resumed, even if it is being taken back at Omeda.
    from: {
      DeploymentResumed: ({ because, stillHeld }) => (stillHeld ? undefined : { because }),
    },
  },
  missed: {
    says: 'Its send time passed before it was scheduled; it waits for a person',
    data: { sendAt },
    from: { DeploymentMissed: (data) => ({ sendAt: data.sendAt }) },
  },
  drifted: {
    says: "Someone changed it in Omeda's portal",
    data: {
      drift: oneOf(
        'cancelled',
        'unscheduled',
        'rescheduled',
        'edited',
        'owner-inactive',
        'audience-gone',
      ),
      words: TEXT,
    },
    from: { Drifted: ({ drift, words }) => ({ drift, words: withoutAddresses(words) }) },
  },
} satisfies Record<string, Entry>;

export type PublicName = keyof typeof PUBLIC_EVENTS;

export const PUBLIC_NAMES = Object.keys(PUBLIC_EVENTS) as PublicName[];

/** The same table, for any entry. */
export const entryOf = (name: PublicName): Entry => PUBLIC_EVENTS[name];

export const routingKeyOf = (name: PublicName) => `deployment.${name}`;
export const typeOf = (name: PublicName) => `newsletter.deployment.${name}.v1`;

/** The name of its type in programs, such as `DeploymentScheduled`. */
export function typeNameOf(name: PublicName): string {
  const words = ['deployment', ...name.split('-')];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The public types, as in messages and subscriptions. */
export const PUBLIC_EVENT_TYPES = PUBLIC_NAMES.map(typeOf);
