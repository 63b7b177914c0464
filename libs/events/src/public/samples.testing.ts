import type { DeploymentEventMap, DeploymentEventType } from '../deployment-events.js';
import type { StoredEvent } from '../envelope.js';

/** Of the feed that they are in. */
export const EPOCH = '3f0f5a52-6b0e-4b0e-8a53-0f8d2a3c4b5d';

export const FIRST = {
  type: 'DeploymentRequested',
  data: { site: 'magazine', brand: 'MAG', post: { id: 42, uid: 'b2b6d0de-3a0c-4a57-8f31' } },
};

const HASH = 'c0ffee'.padEnd(64, '0');
const trackId = 'FOO250101001';
const content = { trackId, revision: 2, contentHash: HASH };
const SEND_AT = '2030-01-01T12:00:00.000Z';
const WORDS = 'Tester "jo.doe+news@example.org" is unknown.';

const wanted: DeploymentEventMap['ContentChanged'] = {
  revision: 2,
  contentHash: HASH,
  settingsHash: HASH,
  detailsHash: HASH,
  name: 'The week',
  onPublish: 'schedule',
  problems: [],
  warnings: [{ code: 'x', words: WORDS }],
};

/** One of each stored event that is announced. */
export const SAMPLES: Partial<DeploymentEventMap> = {
  DeploymentRequested: FIRST.data,
  PostRestored: {},
  ContentChanged: wanted,
  PublishRequested: {
    sendAt: SEND_AT,
    sendAtBy: 'publish',
    consent: { id: 'a', by: { id: '3', name: 'Grace' }, at: SEND_AT, mode: 'publish' },
  },
  ConsentWithdrawn: {},
  Withdrawn: { reason: 'trashed' },
  DeploymentCreated: {
    trackId,
    generation: 1,
    name: 'The week',
    omedaTypeId: 7,
    detailsHash: HASH,
    found: false,
  },
  DeploymentAdopted: { trackId, generation: 1, name: 'The week', omedaTypeId: 7 },
  AudienceAssigned: { trackId, listId: null, query: 'Readers' },
  AudienceReady: { recipientCount: null },
  ContentUpdated: { ...content, warnings: [] },
  TestSent: { ...content, warnings: [], repeated: false },
  DeploymentScheduled: { trackId, sendAt: SEND_AT, scheduledDate: '2030-01-01 06:00' },
  DeploymentUnscheduled: { trackId },
  DeploymentCancelled: { trackId },
  DeploymentSent: { trackId, sentAt: SEND_AT },
  SentAfterWithdrawal: { trackId, sentAt: SEND_AT, withdrawnAt: SEND_AT },
  ResultsRecorded: {
    trackId,
    hours: 6,
    sentCount: 1_200,
    bounceCount: 14,
    uniqueOpens: 516,
    totalOpens: 700,
    uniqueClicks: 72,
    totalClicks: 90,
    links: [{ url: 'https://example.org/?to=jo.doe@example.org', clicks: 60, uniqueClicks: null }],
  },
  DeploymentFailed: { dueId: 3, step: 'test', attempt: 4, words: WORDS, unclear: false },
  DeploymentHeld: { by: 'person', reason: WORDS },
  DeploymentResumed: { because: 'person' },
  DeploymentMissed: { sendAt: SEND_AT },
  Drifted: { drift: 'edited', words: WORDS },
};

export function stored(type: DeploymentEventType | 'BrandHeld', data: unknown): StoredEvent {
  return {
    type,
    data,
    id: '0b0c3d5e-66a1-4a6e-9d0a-0d1c2b3a4f5e',
    at: '2030-01-01T10:00:00.000Z',
    stream: { category: 'deployment', id: '5f0c6f5e-3f7b-5d0e-9d3a-1f2d3c4b5a69' },
    version: 9,
    metadata: {
      actor: { kind: 'wordpress', id: '7', name: 'Ada' },
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    },
  };
}
