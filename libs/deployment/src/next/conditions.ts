import type { AtOmeda, Content, Deployment } from '../state.js';

export function isWithdrawn({ intent }: Deployment): boolean {
  return intent === 'trashed' || intent === 'deleted' || intent === 'cancelled';
}

/** Started in vain since it was last requested: only a person can restart it. */
export function isStalled({ held, askedAt = '' }: Deployment): boolean {
  return held?.by === 'stalled' && held.at > askedAt;
}

/** Whether to search Omeda for one that the store does not know; that changes nothing there. */
export function mustSeek({ sought, omeda }: Deployment): boolean {
  return sought?.isDue === true && !omeda;
}

/** Whether the newsletter must not stay scheduled; acts also while held. */
export function mustUnschedule(state: Deployment): boolean {
  if (isWithdrawn(state) || state.unscheduleRequested === true) return true;
  // What a user of the portal gave a draft is reported, not overwritten.
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

/** Whether it has a problem: then nothing of it goes to Omeda. Faults of what Omeda already has do not count. */
export function isIncomplete({ omeda, content }: Deployment): boolean {
  if (!content) return false;
  return content.problems.some(({ code }) => {
    if (code === 'omeda-type-missing') return !omeda;
    if (code === 'audience-query-missing') return !omeda?.audience;
    return true;
  });
}

/** Whether it is to go out on its own; a person's request outranks the deployment type. */
export function meansToSchedule({ intent, content, sendAtBy }: Deployment): boolean {
  if (intent !== 'publish' || !content) return false;
  return content.onPublish === 'schedule' || sendAtBy === 'person';
}

/** Whether publishing means that testers get a copy. */
export function meansToTest(state: Deployment): boolean {
  const { intent, content } = state;
  return meansToSchedule(state) || (intent === 'publish' && content?.onPublish !== 'nothing');
}

/** Whether a schedule got no response but may have taken effect; Omeda is polled until that is known. */
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

/** The last attempt of this step for this revision failed temporarily. */
export function hasErred({ erred, revision }: Deployment, step: string): boolean {
  return erred !== undefined && erred.step === step && erred.revision === revision;
}
