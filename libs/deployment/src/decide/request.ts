import type { EffectStep, RequestOf, StepRequest } from '#events';
import type { Start } from '../commands.js';
import { contentToCheck } from '../evolve/doubt.js';
import { mustSettle } from '../evolve/must-settle.js';
import { type Instant, latest, msBetween, plus } from '../instant.js';
import { isWithdrawn, mustSeek } from '../next/step-to-take.js';
import { type AtOmeda, type Content, type Deployment, markerOf } from '../state.js';
import type { Timing } from '../timing.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Omeda demands a future DeploymentDate even for a draft. */
const DRAFT_DATE_AHEAD_MS = 7 * DAY_MS;

/** No backup that is restored is older: what was made before it is known. */
const OLDEST_BACKUP_MS = 30 * DAY_MS;

type Context = { command: Start; now: Instant; timing: Timing };

/** What the call is to ask of Omeda, with all that settling it later needs to know. */
export function requestFor(state: Deployment, step: EffectStep, context: Context): StepRequest {
  if (step === 'create') return createRequest(state, context);
  const pending = pendingRequest(state, step);
  if (pending) return pending;
  const { omeda, content } = state;
  const trackId = omeda?.trackId ?? '';
  const contentHash = content?.contentHash ?? '';
  switch (step) {
    case 'update':
      return updateRequest(state, content, { trackId, now: context.now });
    case 'audience':
      return audienceRequest(content, omeda, trackId);
    case 'content':
      return { step, trackId, contentHash };
    case 'test':
      return { step, trackId, contentHash, testsBefore: testsSent(omeda) };
    case 'schedule':
      return scheduleRequest(state, trackId, context);
    case 'unschedule':
      return { step, trackId };
    case 'cancel':
      return cancelRequest(state, trackId);
  }
}

/** The very call of unknown effect, which is to be settled as it was asked. */
function pendingRequest({ unsettled }: Deployment, step: EffectStep): StepRequest | undefined {
  const pending = unsettled?.request;
  return pending && pending.step === step && mustSettle(pending) ? pending : undefined;
}

function testsSent(omeda: AtOmeda | undefined): number {
  return omeda?.testsSent ?? 0;
}

/** Twins go first. */
function cancelRequest({ twins: [twin] }: Deployment, trackId: string): RequestOf<'cancel'> {
  return { step: 'cancel', trackId: twin ?? trackId, twin: twin !== undefined };
}

function createRequest(state: Deployment, context: Context): RequestOf<'create'> {
  const pending = state.unsettled?.request;
  const { content } = state;
  if (pending?.step === 'create') return { ...pending, mode: settleMode(state, context) };
  return {
    step: 'create',
    mode: firstMode(state, context),
    name: content?.name ?? '',
    omedaTypeId: content?.omedaTypeId ?? 0,
    deploymentDate: deploymentDate(state, context.now),
    settingsHash: content?.settingsHash ?? '',
    detailsHash: content?.detailsHash ?? '',
    marker: markerOf(context.command.deploymentId, state.generation),
    since: plus(context.now, -OLDEST_BACKUP_MS),
    ...(state.adoptTrackId ? { adoptTrackId: state.adoptTrackId } : {}),
    ...(mustSeek(state) ? { seek: true } : {}),
    ...(content ? { contentHash: content.contentHash } : {}),
  };
}

/**
 * The store may be older than Omeda, and nothing in it can say so: each create looks first. One that
 * comes later than a running service would have made it looks again before *schedule*.
 */
function firstMode(state: Deployment, { now, timing }: Context): RequestOf<'create'>['mode'] {
  if (state.adoptTrackId) return 'adopt';
  if (mustSeek(state)) return 'search';
  const sinceFirstSave = msBetween(state.firstUnsentAt ?? state.requestedAt, now);
  const isLate = sinceFirstSave > timing.debounceLimitMs + timing.createDebounceMs;
  return isLate ? 'search-then-create' : 'create';
}

/** A create is repeated only after two searches, a minute apart, that found nothing. */
function settleMode(state: Deployment, { now, timing }: Context): RequestOf<'create'>['mode'] {
  const before = state.unsettled?.request;
  if (before?.step === 'create' && before.mode === 'adopt') return 'adopt';
  if (before?.step === 'create' && before.seek) return 'search';
  const searched = state.unsettled?.searchedEmptyAt;
  const isSecond = searched !== undefined && msBetween(searched, now) >= timing.searchAgainMs;
  return isSecond && !isWithdrawn(state) ? 'search-then-create' : 'search';
}

function deploymentDate({ sendAt }: Deployment, now: Instant): Instant {
  return sendAt && sendAt > now ? sendAt : plus(now, DRAFT_DATE_AHEAD_MS);
}

function updateRequest(
  state: Deployment,
  content: Content | undefined,
  { trackId, now }: { trackId: string; now: Instant },
): RequestOf<'update'> {
  return {
    step: 'update',
    trackId,
    name: content?.name ?? '',
    deploymentDate: deploymentDate(state, now),
    settingsHash: content?.settingsHash ?? '',
    detailsHash: content?.detailsHash ?? '',
  };
}

function audienceRequest(
  content: Content | undefined,
  omeda: AtOmeda | undefined,
  trackId: string,
): RequestOf<'audience'> {
  return {
    step: 'audience',
    trackId,
    query: content?.audienceQuery ?? '',
    ...(content?.outputCriteria ? { outputCriteria: content.outputCriteria } : {}),
    removeFirst: omeda?.audienceLost === true,
  };
}

function scheduleRequest(
  state: Deployment,
  trackId: string,
  { command, now }: Context,
): RequestOf<'schedule'> {
  const { createRepeated: repeated, generation, omeda } = state;
  const contentHash = contentToCheck(state);
  const sendAt = latest(state.sendAt);
  const marker = markerOf(command.deploymentId, generation);
  return {
    step: 'schedule',
    trackId,
    sendAt,
    immediately: sendAt <= now,
    ...(contentHash ? { contentHash } : {}),
    ...(repeated && !omeda?.twinsSearched ? { twinSearch: { ...repeated, marker } } : {}),
  };
}
