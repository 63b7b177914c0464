import type { Step } from '#events';
import type { Action } from '../commands.js';
import { ceilToMinute, msBetween } from '../instant.js';
import { isIncomplete, isStalled, isWithdrawn, mustUnschedule } from '../next/conditions.js';
import { stepToTake } from '../next/step-to-take.js';
import type { Deployment } from '../state.js';
import { HELD, REFUSALS } from '../words.js';
import type { Draft } from './conclude.js';

type Handlers = {
  [K in Action['kind']]: (
    draft: Draft,
    state: Deployment,
    action: Extract<Action, { kind: K }>,
  ) => string | undefined;
};

/** Requests of people: each adds its events, or returns why it is not possible now. */
const ACTIONS: Handlers = {
  'sync-now'(draft, state) {
    const step = state.running?.step ?? stepToTake(state);
    if (state.held && !isTakenBackBy(state, step)) return REFUSALS.held;
    if (!step || step === 'watch') return REFUSALS.nothingWaits;
    if (!state.syncAt) draft.add({ type: 'SyncRequested', data: {} });
    return undefined;
  },

  retry(draft, state) {
    const step = state.failed?.step ?? state.erred?.step;
    if (state.held && !isTakenBackBy(state, step)) return REFUSALS.held;
    if (state.lastAsked === 'retry') return undefined;
    if (!step || state.running) return REFUSALS.nothingFailed;
    draft.add({ type: 'RetryRequested', data: { step } });
    return undefined;
  },

  hold(draft, state, { reason }) {
    if (isWithdrawn(state)) return REFUSALS.alreadyWithdrawn;
    if (staysHeld(state)) return undefined;
    if (mayBeScheduled(state)) draft.add({ type: 'UnscheduleRequested', data: {} });
    draft.add({
      type: 'DeploymentHeld',
      data: { by: 'person', reason: reason?.trim() || HELD.byPerson },
    });
    return undefined;
  },

  resume(draft, state) {
    if (state.lastAsked === 'resume') return undefined;
    if (!state.held) return REFUSALS.notHeld;
    const { sendAt, held } = state;
    const isPast = sendAt && msBetween(sendAt, draft.now) > draft.timing.sendLatenessMs;
    if (held.by === 'missed' && isPast) return REFUSALS.sendTimePassed;
    // What stalled continues; the stalled step may be the one that takes it back, as a person wanted.
    const stillHeld = held.by === 'stalled' && held.before ? { stillHeld: true as const } : {};
    draft.add({ type: 'DeploymentResumed', data: { because: 'person', ...stillHeld } });
    return undefined;
  },

  send(draft, state, { at }) {
    if (isWithdrawn(state)) return REFUSALS.withdrawn;
    if (!state.content) return REFUSALS.noType;
    if (isIncomplete(state)) return REFUSALS.incomplete(state.content.problems);
    const sendAt = at === 'now' ? draft.now : ceilToMinute(new Date(at).toISOString());
    if (sendAt < draft.now) return REFUSALS.timeIsPast;
    if (isAsked(state, sendAt, at)) return undefined;
    if (state.held) draft.add({ type: 'DeploymentResumed', data: { because: 'new-time' } });
    draft.add({ type: 'PublishRequested', data: { sendAt, sendAtBy: 'person' } });
    return undefined;
  },

  'send-test'(draft, state) {
    const { omeda } = state;
    if (state.held) return REFUSALS.held;
    if (state.failed) return REFUSALS.failed;
    if (isWithdrawn(state)) return REFUSALS.withdrawn;
    if (omeda?.scheduled) return REFUSALS.scheduled;
    if (!omeda?.contentHash && !state.running) return REFUSALS.noContentYet;
    if (!isCarriedOn(state)) return whyNotCarriedOn(state);
    if (!state.testRequested) draft.add({ type: 'TestRequested', data: {} });
    return undefined;
  },

  unschedule(draft, state) {
    const isHeld = state.held?.by === 'person';
    if (isHeld && (state.unscheduleRequested || !mayBeScheduled(state))) return undefined;
    if (!mayBeScheduled(state)) return REFUSALS.notScheduled;
    draft.add({ type: 'UnscheduleRequested', data: {} });
    if (!staysHeld(state)) {
      draft.add({ type: 'DeploymentHeld', data: { by: 'person', reason: HELD.unscheduled } });
    }
    return undefined;
  },

  'reset-sequence'(draft, state) {
    if (state.sequence > 0) draft.add({ type: 'SequenceReset', data: { from: state.sequence } });
    return undefined;
  },

  cancel(draft, state) {
    if (state.intent === 'cancelled' || state.intent === 'deleted') return undefined;
    draft.add({ type: 'Withdrawn', data: { reason: 'cancelled-by-person' } });
    return undefined;
  },
};

/** A test is one of a newsletter's steps: some must be left. */
function isCarriedOn(state: Deployment): boolean {
  return Boolean(state.running ?? stepToTake({ ...state, testRequested: true }));
}

function whyNotCarriedOn(state: Deployment): string {
  const { content } = state;
  return content && isIncomplete(state)
    ? REFUSALS.incomplete(content.problems)
    : REFUSALS.notCarriedOn;
}

/** Taking it back continues while it is held. */
function isTakenBackBy(state: Deployment, step: Step | undefined): boolean {
  return (step === 'unschedule' || step === 'cancel') && mustUnschedule(state);
}

/** What stalled or drifted is not: Omeda may still send it, and a resume applies only to the step or the drift. */
function staysHeld({ held }: Deployment): boolean {
  return held?.by === 'person' || held?.by === 'missed';
}

/** Of what is cancelled permanently only the cancel itself can be retried. */
function mayActOnFinal(state: Deployment, { kind }: Action): boolean {
  return kind === 'cancel' || kind === 'retry' || (kind === 'resume' && isStalled(state));
}

/** Omeda has a time for it, or a call that is not resolved yet may have given it one. */
function mayBeScheduled({ omeda, running, unresolved }: Deployment): boolean {
  const step = running?.step ?? unresolved?.request.step;
  return omeda?.scheduled !== undefined || step === 'schedule' || step === 'unschedule';
}

/** The same time again, or "now" while the last "now" is not finished. */
function isAsked({ intent, held, failed, sendAt, sendAtBy }: Deployment, time: string, at: string) {
  if (intent !== 'publish' || held || sendAt === undefined) return false;
  if (at === 'now') return sendAtBy === 'person' && !failed && sendAt <= time;
  return sendAt === time;
}

/** Carries out a person's request; returns why it is not possible now, if so. */
export function act(draft: Draft, action: Action): string | undefined {
  const { state } = draft;
  if (!state) return REFUSALS.unknown;
  if (state.omeda?.sent) return REFUSALS.sent;
  const isFinal = state.intent === 'deleted' || state.intent === 'cancelled';
  if (isFinal && !mayActOnFinal(state, action)) return REFUSALS.canceled;
  const handle = ACTIONS[action.kind] as (
    draft: Draft,
    state: Deployment,
    action: Action,
  ) => string | undefined;
  return handle(draft, state, action);
}
