import type { Consent } from '#events';
import type { ReceivePost } from '../commands.js';
import { type Instant, ceilToMinute, msBetween, plus } from '../instant.js';
import type { Deployment } from '../state.js';
import { consentInForce } from './consent-in-force.js';

/** What the state of a post says is wanted of its newsletter. */
export type Wish =
  | { kind: 'trashed' | 'deleted' | 'draft' | 'archive' }
  | { kind: 'send'; sendAt: Instant; sendAtBy: 'post-date' | 'publish'; consent: Consent };

/**
 * Derived from status, date and consent alone, so that the next event makes up for a lost, refused or
 * overtaken one; `known` is the newsletter before this event. Only a deletion has no status
 * of its own. A sender that records no consent is also believed when its event takes something back.
 */
export function wishOf(command: ReceivePost, known: Deployment | undefined, now: Instant): Wish {
  const { event, postStatus, consent } = command;
  const isEdge = consent === undefined;
  if (event === 'post.deleted') return { kind: 'deleted' };
  if (postStatus === 'trash' || (isEdge && event === 'post.trashed')) return { kind: 'trashed' };
  const isShown = postStatus === 'publish' || postStatus === 'future';
  if (!isShown || (isEdge && event === 'post.unpublished')) return { kind: 'draft' };
  const inForce = command.content ? consentInForce(command, known) : undefined;
  const date = command.postDate ?? known?.postDate;
  return inForce ? toSend({ ...command, consent: inForce, date }, now) : { kind: 'archive' };
}

type Consented = ReceivePost & { consent: Consent; date: Instant | undefined };

/** At the post's own time, or soon after the person acted, whichever event brings it first. */
function toSend(consented: Consented, now: Instant): Wish {
  const { postStatus, consent, date, signedAt, publishDelayMs } = consented;
  const isByDate = postStatus === 'future' || consent.mode === 'schedule';
  if (isByDate && date) {
    return { kind: 'send', sendAt: ceilToMinute(date), sendAtBy: 'post-date', consent };
  }
  const ageMs = Math.max(0, msBetween(consent.at, signedAt));
  const sendAt = ceilToMinute(plus(now, publishDelayMs - ageMs));
  return { kind: 'send', sendAt, sendAtBy: 'publish', consent };
}
