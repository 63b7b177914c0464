import type { Step } from '#events';
import type { AtOmeda, Content, Deployment } from '../state.js';
import { mustResolve } from '../steps/must-resolve.js';
import { IN_ORDER } from '../steps/steps.js';
import {
  isContentPending,
  isIncomplete,
  isScheduleInDoubt,
  isStalled,
  isWithdrawn,
  meansToSchedule,
  mustSeek,
  mustUnschedule,
} from './conditions.js';
import { nextResults } from './results.js';

/**
 * The one step that moves what Omeda has toward what the editor wants, or nothing. It knows no
 * delays: `dueAt` decides when the step is due.
 */
export function stepToTake(state: Deployment): Step | undefined {
  const { omeda } = state;
  if (state.running) return undefined;
  if (state.twins.length > 0) return mayCancelTwin(state) ? 'cancel' : undefined;
  if (omeda?.sent) return nextResults(omeda) ? 'watch' : undefined;
  return towardSending(state);
}

/** What moves it toward being sent, or away from it. */
function towardSending(state: Deployment): Step | undefined {
  if (mustSeek(state) && maySeek(state)) return 'create';
  const withdrawal = withdrawalStep(state);
  const isStopped = state.failed !== undefined || isStalled(state);
  if (withdrawal) return isStopped ? watchStep(state) : withdrawal;
  const isAtRest = state.held || state.failed || isWithdrawn(state);
  return (isAtRest ? undefined : onward(state)) ?? watchStep(state);
}

/** What is held as missed may have been sent by a schedule that the store does not know. */
function maySeek(state: Deployment): boolean {
  const { failed, held } = state;
  if (failed || isStalled(state)) return false;
  return !held || held.by === 'missed' || isWithdrawn(state);
}

/** Observations continue while it is held or has failed: Omeda may still send it. */
function watchStep(state: Deployment): Step | undefined {
  const { omeda, failed, held, unresolved, inDoubt } = state;
  if (failed?.step === 'watch') return undefined;
  if (omeda?.scheduled) return 'watch';
  // Its own step, which would check, does not continue.
  if (isScheduleInDoubt(state) && (failed ?? held)) return 'watch';
  const isPending = unresolved !== undefined && mustResolve(unresolved.request);
  return inDoubt && !isPending ? 'watch' : undefined;
}

/** The next step of one that nothing stops. */
export function onward(state: Deployment): Step | undefined {
  const { omeda, unresolved } = state;
  if (unresolved && mustResolve(unresolved.request)) return unresolved.request.step;
  if (omeda?.cancelledAt) return undefined;
  if (!omeda && state.adoptTrackId) return 'create';
  if (state.intent === 'archive') return omeda?.scheduled ? 'watch' : undefined;
  if (state.intent === 'draft' && !isForOmeda(state)) return undefined;
  return state.content && forwardStep(state, state.content);
}

const FOR_OMEDA: ReadonlySet<string> = new Set([
  'draft',
  'pending',
  'publish',
  'future',
  'trash',
  '',
]);

/** A post of any other status (private, or one of a plugin) creates nothing at Omeda. */
function isForOmeda({ postStatus }: Deployment): boolean {
  return FOR_OMEDA.has(postStatus);
}

/** A twin must go before anything else is done, or it would be unclear which one is sent. */
function mayCancelTwin(state: Deployment): boolean {
  return !state.failed && !isStalled(state) && (!state.held || isWithdrawn(state));
}

/** Unscheduling and cancelling, which act also while held. */
function withdrawalStep(state: Deployment): Step | undefined {
  const { omeda, unresolved } = state;
  if (!mustUnschedule(state) || omeda?.cancelledAt) return undefined;
  const pending =
    unresolved && mustResolve(unresolved.request) ? unresolved.request.step : undefined;
  if (pending && (isWithdrawn(state) || pending !== 'create')) return pending;
  if (omeda?.scheduled) return 'unschedule';
  return omeda && isWithdrawn(state) ? 'cancel' : undefined;
}

/** The first of its steps that is left. */
function forwardStep(state: Deployment, content: Content): Step | undefined {
  const { omeda } = state;
  if (omeda?.scheduled) return isAsWanted(state, content, omeda) ? 'watch' : 'unschedule';
  if (isIncomplete(state)) return undefined;
  const found = IN_ORDER.find(([, { isLeft, isToBeTaken = isLeft }]) => isToBeTaken?.(state));
  return found?.[0];
}

/** Whether what is scheduled may stay: it is what is wanted, or was changed too late. */
function isAsWanted(state: Deployment, content: Content, { scheduled, ...omeda }: AtOmeda) {
  if (!scheduled || scheduled.sendAt !== state.sendAt || !omeda.audience) return false;
  if (state.tooLateRevision === content.revision) return true;
  return meansToSchedule(state) && !isContentPending(content, omeda) && !isIncomplete(state);
}

/** How many steps are left until the newsletter is scheduled, including the given one. */
export function stepsLeft(state: Deployment): number {
  return IN_ORDER.filter(([, { isLeft }]) => isLeft?.(state)).length;
}
