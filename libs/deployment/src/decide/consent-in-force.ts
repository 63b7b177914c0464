import type { Consent } from '#events';
import type { ReceivePost } from '../commands.js';
import { ceilToMinute } from '../instant.js';
import type { Deployment } from '../state.js';

/** The consent that an event of a published or scheduled post stands on, or nothing. */
export function consentInForce(
  command: ReceivePost,
  known: Deployment | undefined,
): Consent | undefined {
  const { consent } = command;
  if (consent === undefined) return impliedConsent(command, known);
  const isUsedUp = consent !== null && known?.usedConsentIds.includes(consent.id) === true;
  return consent === null || isUsedUp ? undefined : consent;
}

/**
 * Of a sender that records none: publishing and scheduling are consents of their own, anything else
 * keeps the known one. What is reported again, and WordPress publishing a scheduled post, is no new act.
 */
function impliedConsent(command: ReceivePost, known: Deployment | undefined): Consent | undefined {
  const { event, act } = command;
  const { intent, consent, postStatus } = known ?? {};
  if (event === 'post.scheduled') {
    const isRepeated = intent === 'publish' && isKnownDate(command, known);
    return isRepeated ? consent : { ...act, mode: 'schedule' };
  }
  if (event === 'post.published') {
    const isRepeated = intent === 'publish' && postStatus === 'publish';
    return isRepeated || isByCron(command, known) ? consent : { ...act, mode: 'publish' };
  }
  return isPublishedNow(command, known) ? { ...act, mode: 'publish' } : consent;
}

function isKnownDate({ postDate }: ReceivePost, known: Deployment | undefined): boolean {
  return postDate !== null && ceilToMinute(postDate) === known?.postDate;
}

/** Published at the very time it was scheduled for; without a date, not before that time. */
function isByCron(command: ReceivePost, known: Deployment | undefined): boolean {
  if (known?.intent !== 'publish' || known.postStatus !== 'future') return false;
  if (command.postDate) return isKnownDate(command, known);
  return known.postDate !== undefined && command.act.at >= known.postDate;
}

/** A save overtook the publishing of a post that had been set for another time. */
function isPublishedNow(command: ReceivePost, known: Deployment | undefined): boolean {
  if (!known?.consent || known.intent !== 'publish') return false;
  const wasSet = known.postStatus === 'future' && command.postStatus === 'publish';
  return wasSet && command.postDate !== null && !isByCron(command, known);
}
