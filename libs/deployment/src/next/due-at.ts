import type { Step } from '#events';
import { type Instant, earliest, latest, msBetween, plus } from '../instant.js';
import type { Deployment } from '../state.js';
import type { Timing } from '../timing.js';
import { hasErred, mustSeek, mustUnschedule } from './conditions.js';
import { resultsDueAt } from './results.js';
import { stepsLeft } from './step-to-take.js';

export type When = { dueAt: Instant; reason: string };

/** When `step`, the current one, is due, and why then. */
export function whenDue(state: Deployment, step: Step, timing: Timing): When {
  const results = state.omeda && resultsDueAt(state.omeda, timing);
  if (results && step === 'watch') return { dueAt: results, reason: 'results' };
  if (step === 'watch') return { dueAt: firstWatch(state, timing), reason: 'watch' };
  return (
    fixedTime(state, step, timing) ?? requestedTime(state, step) ?? inTurn(state, step, timing)
  );
}

/** Times that no request can bring forward. */
function fixedTime(state: Deployment, step: Step, timing: Timing): When | undefined {
  const searchedAt = state.unresolved?.searchedEmptyAt;
  if (step === 'create' && searchedAt) {
    const again = { dueAt: plus(searchedAt, timing.searchAgainMs), reason: 'second search' };
    const asked = requestedTime(state, step);
    return asked && asked.dueAt > again.dueAt ? asked : again;
  }
  if (step === 'schedule' && state.omeda?.scheduleAtSendTime && state.sendAt) {
    return { dueAt: latest(state.sendAt, state.lastOutcomeAt), reason: 'send time' };
  }
  return undefined;
}

/** At once if requested, otherwise after a failure's pause. */
function requestedTime(state: Deployment, step: Step): When | undefined {
  const { syncAt, erred } = state;
  if (syncAt && syncAt > (erred?.at ?? '')) {
    return { dueAt: latest(syncAt, state.lastOutcomeAt), reason: 'at once' };
  }
  return erred && hasErred(state, step) ? { dueAt: erred.retryAt, reason: 'retry' } : undefined;
}

function inTurn(state: Deployment, step: Step, timing: Timing): When {
  if (step === 'cancel' || step === 'unschedule') return withdrawal(state, step, timing);
  const afterGap = gapEnd(state, step, timing);
  const debounced = debounceEnd(state, step, timing);
  const base = latest(afterGap, debounced, state.requestedAt);
  return { dueAt: base, reason: debounced && debounced >= afterGap ? 'debounce' : 'gap' };
}

function withdrawal(state: Deployment, step: Step, timing: Timing): When {
  const atOnce = latest(state.askedAt, state.lastOutcomeAt, state.requestedAt);
  if (step === 'cancel') {
    const undo = state.intent === 'trashed' && state.twins.length === 0 && state.askedAt;
    return undo
      ? { dueAt: latest(plus(undo, timing.undoTrashMs), state.lastOutcomeAt), reason: 'undo' }
      : { dueAt: atOnce, reason: 'at once' };
  }
  const scheduled = state.omeda?.scheduled;
  const hasNewTime = scheduled !== undefined && scheduled.sendAt !== state.sendAt;
  if (mustUnschedule(state) || hasNewTime || !scheduled || !state.savedAt) {
    return { dueAt: atOnce, reason: 'at once' };
  }
  return { dueAt: rescheduleDebounceEnd(state, scheduled.sendAt, timing), reason: 'debounce' };
}

/** However often it is saved, half of the time that was left at the first save stays. */
function rescheduleDebounceEnd(state: Deployment, sendAt: Instant, timing: Timing): Instant {
  const halfWay = (from: Instant) => Math.max(0, msBetween(from, sendAt) / 2);
  const { savedAt = '', firstUnsentAt = savedAt } = state;
  const debounced = plus(savedAt, Math.min(timing.rescheduleDebounceMs, halfWay(savedAt)));
  return earliest(debounced, latest(savedAt, plus(firstUnsentAt, halfWay(firstUnsentAt))));
}

/** Until when more saves are awaited, for the steps that send content. */
function debounceEnd(state: Deployment, step: Step, timing: Timing): Instant | undefined {
  const { savedAt, firstUnsentAt, intent, omeda } = state;
  if (!savedAt || step === 'audience' || step === 'await-audience') return undefined;
  if (mustSeek(state)) return plus(savedAt, timing.publishSettleMs);
  if (intent === 'publish') {
    return state.lastOutcome === 'unschedule' ? undefined : plus(savedAt, timing.publishSettleMs);
  }
  if (step === 'test') return undefined;
  if (state.adoptTrackId && !omeda) return savedAt;
  const wait = omeda ? timing.contentDebounceMs : timing.createDebounceMs;
  const limit = plus(firstUnsentAt ?? savedAt, timing.debounceLimitMs);
  return earliest(plus(savedAt, wait), limit);
}

/** The end of the pause after the last call, shorter when the send time is near. */
function gapEnd(state: Deployment, step: Step, timing: Timing): Instant {
  const { lastOutcomeAt, lastOutcome, omeda } = state;
  if (!lastOutcomeAt || step === 'create') return state.requestedAt;
  if (step === 'schedule' && lastOutcome === 'unschedule') return lastOutcomeAt;
  const { readyAt, recoveredAt, reportedAt } = omeda?.audience ?? {};
  const isPoll = step === 'await-audience';
  if (isPoll && reportedAt) return latest(lastOutcomeAt, recoveredAt, reportedAt);
  const usual = isPoll ? audiencePollMs(state, timing) : timing.stepGapMs;
  const gap = Math.min(usual, longestGapMs(state, lastOutcomeAt, timing));
  const from = isPoll ? latest(lastOutcomeAt, recoveredAt) : lastOutcomeAt;
  return latest(plus(from, gap), readyAt);
}

/** A callback says when to poll; until then one poll a minute makes up for a lost one. */
function audiencePollMs({ omeda }: Deployment, timing: Timing): number {
  const { callsBack, reportedAt } = omeda?.audience ?? {};
  return callsBack && !reportedAt ? timing.audienceCallbackPollMs : timing.audiencePollMs;
}

function longestGapMs(state: Deployment, from: Instant, timing: Timing): number {
  if (state.intent !== 'publish' || !state.sendAt) return Infinity;
  const spare = msBetween(from, state.sendAt) - timing.reserveBeforeSendMs;
  return Math.max(0, spare / stepsLeft(state));
}

/** Hourly, but each minute near the send time, and while a late call may take effect. */
function firstWatch({ omeda, inDoubt, requestedAt }: Deployment, timing: Timing): Instant {
  const scheduled = omeda?.scheduled;
  const late = inDoubt && plus(inDoubt.at, timing.watchNearMs);
  if (!scheduled) return late ?? requestedAt;
  const usual = plus(scheduled.at, watchDelayMs(scheduled.sendAt, scheduled.at, timing));
  return late && late < usual ? late : usual;
}

/** Milliseconds from `now` to the next poll of a step that only reads. */
export function pollDelayMs(state: Deployment, now: Instant, timing: Timing): number {
  const { due, inDoubt, omeda } = state;
  if (due?.step !== 'watch') return audiencePollMs(state, timing);
  const { scheduled, sent } = omeda ?? {};
  if (sent) return timing.watchMs;
  const usual = scheduled ? watchDelayMs(scheduled.sendAt, now, timing) : timing.watchNearMs;
  return inDoubt ? Math.min(usual, timing.watchNearMs) : usual;
}

/** Milliseconds from `now` to the next observation of a scheduled newsletter. */
export function watchDelayMs(sendAt: Instant, now: Instant, timing: Timing): number {
  const untilNear = msBetween(now, sendAt) - timing.watchNearWindowMs;
  if (untilNear > 0) return Math.min(timing.watchMs, untilNear);
  return msBetween(sendAt, now) > timing.watchMs ? timing.watchMs : timing.watchNearMs;
}
