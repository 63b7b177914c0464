import { isSent } from '#deployment';
import type { Standing } from '#event-store';
import { type Found, isScheduled } from '#omeda-client';

/** A difference between store and Omeda, and what to do about it. */
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
  Sending: 'scheduled',
  Sent: 'sent',
  Cancelled: 'cancelled',
};

export function asOmedaHasIt(found: Pick<Found, 'name' | 'status' | 'scheduledAt'>): AtOmeda {
  const { name, status, scheduledAt } = found;
  const place = isScheduled(found) ? 'scheduled' : (PLACES[status] ?? 'open');
  return { name, place, ...(scheduledAt ? { scheduledAt } : {}) };
}

const CURES: Record<Place, string> = {
  open: 'a deployer checks it within a minute and holds it. Resume it to schedule it again.',
  scheduled:
    'a deployer checks it within a minute and holds it; Omeda sends it on time. Save the post, or resume or unschedule the newsletter.',
  sent: 'nothing to do: within a minute a deployer records that it was sent.',
  cancelled: 'a deployer checks it within a minute and holds it. Resume it to create a new one.',
};

export function differs(standing: Standing, { name, place, scheduledAt }: AtOmeda): Difference[] {
  const { deploymentId, trackId, scheduledFor } = standing;
  const here = placeOf(standing);
  const difference = { deploymentId, trackId, name, cure: CURES[place] };
  if (here !== place) {
    const when = place === 'scheduled' && scheduledAt ? ` for ${scheduledAt}` : '';
    const words = `It is ${here} in the store and ${place} at Omeda${when}.`;
    return [{ ...difference, kind: 'other-status', words }];
  }
  if (place !== 'scheduled' || !scheduledAt || !scheduledFor) return [];
  if (isSameMinute(scheduledAt, scheduledFor)) return [];
  const words = `Omeda sends it at ${scheduledAt}; the store says ${scheduledFor}.`;
  return [{ ...difference, kind: 'other-time', words }];
}

function placeOf({ status, scheduledFor }: Standing): Place {
  if (isSent(status)) return 'sent';
  if (status === 'cancelled') return status;
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
    const words = `Omeda has it as ${trackId} (${place}), which the store does not know.`;
    const cure = 'nothing to do: within a minute a deployer finds and adopts it.';
    return { ...difference, kind: 'not-taken-over', words, cure };
  }
  const words = `Omeda has it (${place}), but the store does not know its post.`;
  const cure =
    place === 'sent'
      ? 'nothing to do: when its post is saved, the sent deployment is found.'
      : 'save its post in WordPress to adopt it, or cancel it in Omeda’s portal.';
  return { ...difference, kind: 'not-in-store', words, cure };
}

export function gone({ deploymentId, trackId, title }: Standing): Difference {
  const words = `Omeda no longer knows ${trackId ?? ''}.`;
  const cure = 'cancel the newsletter, and save its post to create a new one.';
  return { deploymentId, trackId, name: title, kind: 'gone', words, cure };
}
