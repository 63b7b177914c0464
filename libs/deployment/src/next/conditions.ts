import type { AtOmeda, Content, Deployment } from '../state.js';

export function isWithdrawn({ intent }: Deployment): boolean {
  return intent === 'trashed' || intent === 'deleted' || intent === 'cancelled';
}

/** Started in vain since it was last asked for: only a person gets it going again. */
export function isStalled({ held, askedAt = '' }: Deployment): boolean {
  return held?.by === 'stalled' && held.at > askedAt;
}

/** Whether Omeda is to be searched for one that the store does not know; that changes nothing there. */
export function mustSeek({ sought, omeda }: Deployment): boolean {
  return sought?.isDue === true && !omeda;
}

/** Whether the newsletter must not stay scheduled; acts also while held. */
export function mustUnschedule(state: Deployment): boolean {
  if (isWithdrawn(state) || state.unscheduleRequested === true) return true;
  // What a portal's user gave a draft is reported, not fought.
  const { intent, held, takenBack, askedAt = '' } = state;
  const isNotMeant = intent === 'draft' || (intent === 'archive' && takenBack === true);
  return isNotMeant && !(held?.by === 'drift' && held.at > askedAt);
}

/** Whether what is at Omeda was meant to go out once, and is no longer. */
export function isTakenBack(state: Deployment): boolean {
  const { intent, takenBack, unscheduleRequested } = state;
  if (isWithdrawn(state) || intent === 'draft') return true;
  return unscheduleRequested === true || (intent === 'archive' && takenBack === true);
}

/** Whether it has a problem: then nothing of it goes to Omeda. What is wrong with what Omeda has already is none. */
export function isIncomplete({ omeda, content }: Deployment): boolean {
  if (!content) return false;
  return content.problems.some(({ code }) => {
    if (code === 'omeda-type-missing') return !omeda;
    if (code === 'audience-query-missing') return !omeda?.audience;
    return true;
  });
}

/** Whether it is to go out by itself; a person who says when outranks the deployment type. */
export function meansToSchedule({ intent, content, sendAtBy }: Deployment): boolean {
  if (intent !== 'publish' || !content) return false;
  return content.onPublish === 'schedule' || sendAtBy === 'person';
}

/** Whether publishing means that testers get a copy. */
export function meansToTest(state: Deployment): boolean {
  const { intent, content } = state;
  return meansToSchedule(state) || (intent === 'publish' && content?.onPublish !== 'nothing');
}

/** Whether a schedule got no answer and may have been carried out all the same; Omeda is asked until it is known. */
export function isScheduleInDoubt({ unresolved, inDoubt }: Deployment): boolean {
  return unresolved?.request.step === 'schedule' && inDoubt !== undefined;
}

/** Whether Omeda has another content or other details than what is wanted. */
export function isContentPending(
  content: Content | undefined,
  omeda: Pick<AtOmeda, 'contentHash' | 'detailsHash'> | undefined,
): boolean {
  if (!content || !omeda) return true;
  return omeda.contentHash !== content.contentHash || omeda.detailsHash !== content.detailsHash;
}

/** The last try of this step for this revision failed in passing. */
export function hasErred({ erred, revision }: Deployment, step: string): boolean {
  return erred !== undefined && erred.step === step && erred.revision === revision;
}
