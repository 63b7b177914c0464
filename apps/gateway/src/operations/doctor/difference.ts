import type { Standing } from '#event-store';
import type { Found } from '#omeda-client';

/** What differs between store and Omeda, and what to do about it. */
export type Difference = {
  deploymentId: string | null;
  trackId: string | null;
  name: string;
  kind: 'not-in-store' | 'not-taken-over' | 'other-status' | 'other-time' | 'gone' | 'not-compared';
  words: string;
  cure: string;
};

type Place = 'open' | 'scheduled' | 'sent' | 'cancelled';
type AtOmeda = { name: string; place: Place; scheduledAt?: string };

const PLACES: Record<string, Place> = {
  Scheduled: 'scheduled',
  Approved: 'scheduled',
  Sending: 'scheduled',
  Sent: 'sent',
  Cancelled: 'cancelled',
};

export function asOmedaHasIt(found: Pick<Found, 'name' | 'status' | 'scheduledAt'>): AtOmeda {
  const { name, status, scheduledAt } = found;
  const place = PLACES[status] ?? 'open';
  return { name, place, ...(scheduledAt ? { scheduledAt } : {}) };
}

const CURES: Record<Place, string> = {
  open: 'a deployer looks at it within a minute and holds it. Resume it to have it scheduled again.',
  scheduled:
    'a deployer looks at it within a minute and holds it; Omeda sends it at its time. Save the post, or resume or unschedule the newsletter.',
  sent: 'none is needed: a deployer records within a minute that it was sent.',
  cancelled:
    'a deployer looks at it within a minute and holds it. Resume it to have a new one made.',
};

export function differs(standing: Standing, { name, place, scheduledAt }: AtOmeda): Difference[] {
  const { deploymentId, trackId, scheduledFor } = standing;
  const here = placeOf(standing);
  const difference = { deploymentId, trackId, name, cure: CURES[place] };
  if (here !== place) {
    const when = place === 'scheduled' && scheduledAt ? ` for ${scheduledAt}` : '';
    const words = `It is ${here} in the store, and ${place} at Omeda${when}.`;
    return [{ ...difference, kind: 'other-status', words }];
  }
  if (place !== 'scheduled' || !scheduledAt || !scheduledFor) return [];
  if (isSameMinute(scheduledAt, scheduledFor)) return [];
  const words = `It goes out at ${scheduledAt} by Omeda, and at ${scheduledFor} by the store.`;
  return [{ ...difference, kind: 'other-time', words }];
}

function placeOf({ status, scheduledFor }: Standing): Place {
  if (status === 'sent' || status === 'cancelled') return status;
  return scheduledFor ? 'scheduled' : 'open';
}

function isSameMinute(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) < 60_000;
}

export function notInStore(
  { trackId, name, ...found }: Found,
  deploymentId: string,
  standing: Standing | undefined,
): Difference {
  const { place } = asOmedaHasIt({ name, ...found });
  const difference = { deploymentId, trackId, name };
  if (standing) {
    const words = `Omeda has it as ${trackId} (${place}); the store does not know that.`;
    const cure = 'none is needed: a deployer searches for it within a minute and takes it over.';
    return { ...difference, kind: 'not-taken-over', words, cure };
  }
  const words = `Omeda has it (${place}), and the store does not know its post.`;
  const cure =
    place === 'sent'
      ? 'none is needed: when its post is saved, what was sent is found.'
      : 'save its post in WordPress, and it is taken over; or cancel it in Omeda’s portal.';
  return { ...difference, kind: 'not-in-store', words, cure };
}

export function gone({ deploymentId, trackId, title }: Standing): Difference {
  const words = `Omeda does not know ${trackId ?? ''} any more.`;
  const cure = 'cancel the newsletter, and save its post to have a new one made.';
  return { deploymentId, trackId, name: title, kind: 'gone', words, cure };
}
