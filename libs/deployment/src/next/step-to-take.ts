import type { Step } from '#events';
import type { AtOmeda, Content, Deployment } from '../state.js';
import { mustSettle } from '../evolve/must-settle.js';

/**
 * The one step that moves what Omeda has toward what the editor wants, or nothing. It knows no
 * delays: when the step is due is `dueAt`'s business.
 */
export function stepToTake(state: Deployment): Step | undefined {
  const { omeda } = state;
  if (state.running) return undefined;
  if (state.twins.length > 0) return mayCancelTwin(state) ? 'cancel' : undefined;
  if (omeda?.sent) return undefined;
  if (mustSeek(state) && maySeek(state)) return 'create';
  const withdrawal = withdrawalStep(state);
  const isStopped = state.failed !== undefined || isStalled(state);
  if (withdrawal) return isStopped ? lookStep(state) : withdrawal;
  const isAtRest = state.held || state.failed || isWithdrawn(state);
  return (isAtRest ? undefined : onward(state)) ?? lookStep(state);
}

/** Whether Omeda is to be searched for one that the store does not know; that changes nothing there. */
export function mustSeek({ sought, omeda }: Deployment): boolean {
  return sought?.isDue === true && !omeda;
}

/** What is held as missed may have been sent by a schedule that the store does not know. */
function maySeek(state: Deployment): boolean {
  const { failed, held } = state;
  if (failed || isStalled(state)) return false;
  return !held || held.by === 'missed' || isWithdrawn(state);
}

/** What only looks goes on while it is held or has failed: Omeda may send it all the same. */
function lookStep({ omeda, failed, unsettled, doubt }: Deployment): Step | undefined {
  if (failed?.step === 'watch') return undefined;
  if (omeda?.scheduled) return 'watch';
  const isPending = unsettled !== undefined && mustSettle(unsettled.request);
  return doubt && !isPending ? 'watch' : undefined;
}

/** Started in vain since it was last asked for: only a person gets it going again. */
export function isStalled({ held, askedAt = '' }: Deployment): boolean {
  return held?.by === 'stalled' && held.at > askedAt;
}

function onward(state: Deployment): Step | undefined {
  const { omeda, unsettled } = state;
  if (unsettled && mustSettle(unsettled.request)) return unsettled.request.step;
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

/** A post of any other status (private, or one of a plugin) makes nothing at Omeda. */
function isForOmeda({ postStatus }: Deployment): boolean {
  return FOR_OMEDA.has(postStatus);
}

/** A twin must go before anything else is done, or nobody could tell which one is sent. */
function mayCancelTwin(state: Deployment): boolean {
  return !state.failed && !isStalled(state) && (!state.held || isWithdrawn(state));
}

export function isWithdrawn({ intent }: Deployment): boolean {
  return intent === 'trashed' || intent === 'deleted' || intent === 'cancelled';
}

/** Whether the newsletter must not stay scheduled; acts also while held. */
export function mustUnschedule(state: Deployment): boolean {
  if (isWithdrawn(state) || state.unscheduleRequested === true) return true;
  // What a portal's user gave a draft is told, not fought.
  const { intent, held, takenBack, askedAt = '' } = state;
  const isNotMeant = intent === 'draft' || (intent === 'archive' && takenBack === true);
  return isNotMeant && !(held?.by === 'drift' && held.at > askedAt);
}

/** Unscheduling and cancelling, which act also while held. */
function withdrawalStep(state: Deployment): Step | undefined {
  const { omeda, unsettled } = state;
  if (!mustUnschedule(state) || omeda?.cancelledAt) return undefined;
  const pending = unsettled && mustSettle(unsettled.request) ? unsettled.request.step : undefined;
  if (pending && (isWithdrawn(state) || pending !== 'create')) return pending;
  if (omeda?.scheduled) return 'unschedule';
  return omeda && isWithdrawn(state) ? 'cancel' : undefined;
}

function forwardStep(state: Deployment, content: Content): Step | undefined {
  const { omeda } = state;
  if (isIncomplete(state)) return undefined;
  if (!omeda) return 'create';
  if (omeda.scheduled) return isAsWanted(state, content, omeda) ? 'watch' : 'unschedule';
  if (!omeda.audience) return 'audience';
  if (!omeda.audience.readyAt) return 'await-audience';
  if (omeda.detailsHash !== content.detailsHash) return 'update';
  if (omeda.contentHash !== content.contentHash) return 'content';
  return finalStep(state, content, omeda);
}

/** Whether it lacks something without which Omeda cannot have it. */
export function isIncomplete({ omeda, content }: Deployment): boolean {
  if (!content || content.problems.length === 0) return false;
  return !omeda || (!omeda.audience && !content.audienceQuery);
}

/** Test and schedule, as far as publishing means them. */
function finalStep(state: Deployment, content: Content, omeda: AtOmeda): Step | undefined {
  if (state.testRequested) return 'test';
  const isScheduled = meansToSchedule(state);
  if (!isScheduled && (state.intent !== 'publish' || content.onPublish === 'nothing')) {
    return undefined;
  }
  if (omeda.testedHash !== content.contentHash) return 'test';
  return isScheduled ? 'schedule' : undefined;
}

/** Whether it is to go out by itself; a person who says when outranks the deployment type. */
export function meansToSchedule({ intent, content, sendAtBy }: Deployment): boolean {
  if (intent !== 'publish' || !content) return false;
  return content.onPublish === 'schedule' || sendAtBy === 'person';
}

/** Whether what is scheduled may stay: it is what is wanted, or was changed too late. */
function isAsWanted(state: Deployment, content: Content, { scheduled, ...omeda }: AtOmeda) {
  if (!scheduled || scheduled.sendAt !== state.sendAt || !omeda.audience) return false;
  if (state.tooLateRevision === content.revision) return true;
  return meansToSchedule(state) && !isContentPending(content, omeda);
}

function isContentPending(content: Content, omeda: Omit<AtOmeda, 'scheduled'>): boolean {
  return omeda.contentHash !== content.contentHash || omeda.detailsHash !== content.detailsHash;
}

/** Steps still to be made until the newsletter is scheduled, with the given one. */
export function stepsLeft(state: Deployment): number {
  const { omeda, content } = state;
  const contentPending = !omeda || !content || omeda.contentHash !== content.contentHash;
  const detailsPending = omeda !== undefined && omeda.detailsHash !== content?.detailsHash;
  const left = [
    omeda?.scheduled !== undefined,
    !omeda,
    !omeda?.audience,
    !omeda?.audience?.readyAt,
    detailsPending,
    contentPending,
    contentPending || detailsPending || omeda?.testedHash !== content?.contentHash,
    true,
  ];
  return left.filter(Boolean).length;
}
