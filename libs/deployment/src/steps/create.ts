import type { DeploymentEvent, RequestOf } from '#events';
import { adopted } from '../decide/adopted.js';
import { done, soughtBy } from '../evolve/at-omeda.js';
import { type Instant, msBetween, plus } from '../instant.js';
import { isWithdrawn, mustSeek } from '../next/conditions.js';
import { changedMeanwhile } from '../next/locked-settings.js';
import { type AtOmeda, type Deployment, markerOf } from '../state.js';
import { deploymentDate } from './deployment-date.js';
import type { Asking, EffectDescriptor } from './step.js';

export type Created = { kind: 'created'; trackId: string; found: boolean; marker: string };

export type Adopted = {
  kind: 'adopted';
  trackId: string;
  name: string;
  omedaTypeId: number;
  query?: string;
  /** Of the query; omitted if Omeda does not say. */
  criteria?: string;
  /** Of the marker it carries; omitted for an explicitly named TrackId. */
  generation?: number;
  /** Others that carry the marker. */
  twins?: string[];
  /** When it was last changed at Omeda. */
  changedAt?: Instant;
  /** Whether its content is the wanted one. */
  isOurContent?: boolean;
  /** How many tests of it were sent. */
  testsSent?: number;
  scheduledFor?: Instant;
  isCancelled?: boolean;
  /** Omeda may not say when. */
  sent?: { sentAt?: Instant; sentCount?: number };
};

export type CreateOutcome = Created | Adopted | { kind: 'create-not-found' };

/** No restored backup is older: what was created before it is known. */
const OLDEST_BACKUP_MS = 30 * 24 * 60 * 60 * 1000;

/** Omeda's create has no idempotency key: it is repeated only after searches that found nothing. */
export const create: EffectDescriptor<'create', CreateOutcome> = {
  words: 'Creation',
  readsSnapshots: true,
  isLeft: ({ omeda }) => !omeda,

  request: (asking) => ({
    step: 'create',
    mode: firstMode(asking),
    name: asking.content?.name ?? '',
    omedaTypeId: asking.content?.omedaTypeId ?? 0,
    deploymentDate: deploymentDate(asking),
    settingsHash: asking.content?.settingsHash ?? '',
    detailsHash: asking.content?.detailsHash ?? '',
    marker: markerOf(asking.deploymentId, asking.state.generation),
    since: plus(asking.now, -OLDEST_BACKUP_MS),
    ...(asking.state.adoptTrackId ? { adoptTrackId: asking.state.adoptTrackId } : {}),
    ...(mustSeek(asking.state) ? { seek: true } : {}),
    ...(asking.content ? { contentHash: asking.content.contentHash } : {}),
  }),

  whenInDoubt: (pending, asking) => ({ ...pending, mode: resolveMode(pending, asking) }),

  mayLandLate: ({ mode }) => mode === 'create' || mode === 'search-then-create',

  outcomes: {
    created: (outcome, { request, state }) => [
      created(outcome, request, state),
      ...changedMeanwhile(state, { omedaTypeId: request.omedaTypeId }),
    ],

    'create-not-found'(_outcome, { state, due, request }) {
      const isSecond = state.unresolved?.searchedEmptyAt !== undefined;
      if (request.seek || (isWithdrawn(state) && isSecond)) {
        return [{ type: 'StepHadNoEffect', data: { dueId: due.dueId, step: 'create' } }];
      }
      return [{ type: 'CreateSearchedInVain', data: { dueId: due.dueId } }];
    },

    adopted: (outcome, { draft, state }) => adopted(draft, outcome, state),
  },

  evolve: {
    DeploymentCreated(state, { trackId, name, omedaTypeId, detailsHash }, at) {
      const omeda = { ...made(trackId, name, omedaTypeId, at), detailsHash };
      return { ...done(soughtBy(state), 'create', at), omeda };
    },

    DeploymentAdopted(state, data, at) {
      const { trackId, generation, name, omedaTypeId, testsSent, scheduledFor } = data;
      const omeda: AtOmeda = {
        ...made(trackId, name, omedaTypeId, at),
        testsSent: testsSent ?? 0,
        testCalls: testsSent ?? 0,
        ...audienceOf(data, at),
        ...(scheduledFor
          ? { scheduled: { sendAt: scheduledFor, scheduledDate: scheduledFor, at } }
          : {}),
      };
      return { ...done(soughtBy(state), 'create', at), generation, omeda };
    },
  },

  sentences: {
    DeploymentCreated: ({ trackId, found }) =>
      found ? `Found at Omeda as ${trackId}.` : `Created at Omeda as ${trackId}.`,
    DeploymentAdopted: ({ trackId }) => `Adopted at Omeda: ${trackId}.`,
  },
};

export function created(
  { trackId, found }: Created,
  { name, omedaTypeId, detailsHash }: RequestOf<'create'>,
  { generation }: Deployment,
): DeploymentEvent {
  const data = { trackId, generation, name, omedaTypeId, detailsHash, found };
  return { type: 'DeploymentCreated', data };
}

function audienceOf(
  { query, criteria }: Pick<Adopted, 'query' | 'criteria'>,
  assignedAt: Instant,
): Pick<AtOmeda, 'audience'> {
  if (!query) return {};
  const known = criteria === undefined ? {} : { criteria };
  return { audience: { listId: null, query, ...known, assignedAt } };
}

function made(trackId: string, name: string, omedaTypeId: number, createdAt: Instant): AtOmeda {
  const none = { testsSent: 0, testCalls: 0, modifiedRefusals: 0, warnings: [] };
  return { trackId, name, omedaTypeId, createdAt, ...none };
}

type Mode = RequestOf<'create'>['mode'];

/**
 * The store may be older than Omeda without showing it: each create searches first. One that
 * is later than in a running service searches again before *schedule*.
 */
function firstMode({ state, now, timing }: Asking): Mode {
  if (state.adoptTrackId) return 'adopt';
  if (mustSeek(state)) return 'search';
  const sinceFirstSave = msBetween(state.firstUnsentAt ?? state.requestedAt, now);
  const isLate = sinceFirstSave > timing.debounceLimitMs + timing.createDebounceMs;
  return isLate ? 'search-then-create' : 'create';
}

/** A create is repeated only after two searches, a minute apart, that found nothing. */
function resolveMode(pending: RequestOf<'create'>, { state, now, timing }: Asking): Mode {
  if (pending.mode === 'adopt') return 'adopt';
  if (pending.seek) return 'search';
  const searched = state.unresolved?.searchedEmptyAt;
  const isSecond = searched !== undefined && msBetween(searched, now) >= timing.searchAgainMs;
  return isSecond && !isWithdrawn(state) ? 'search-then-create' : 'search';
}
