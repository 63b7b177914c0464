import type { AtOmeda, Outcome } from '#deployment';
import type { OmedaClient } from '#omeda-client';

/** Looks at a scheduled newsletter: sent, changed in Omeda's portal, or nothing new. */
export async function watch(client: OmedaClient, omeda: AtOmeda): Promise<Outcome | undefined> {
  const { status, scheduledAt, sentAt, sentCount } = await client.lookup(omeda.trackId);
  const wanted = omeda.scheduled?.sendAt ?? '';
  if (status === 'Sent') {
    const count = sentCount === undefined ? {} : { sentCount };
    return { kind: 'sent', sentAt: sentAt ?? wanted, ...count };
  }
  if (status === 'Sending' || status === 'Approved') return undefined;
  if (status === 'Cancelled') {
    return { kind: 'drifted', drift: 'cancelled', words: 'It was cancelled in Omeda’s portal.' };
  }
  if (status !== 'Scheduled') {
    const words = `It was unscheduled in Omeda’s portal (${status}).`;
    return { kind: 'drifted', drift: 'unscheduled', words };
  }
  const isOurs = !scheduledAt || scheduledAt === wanted || isImmediate(omeda);
  if (isOurs) return undefined;
  const words = `It was rescheduled in Omeda’s portal, for ${scheduledAt}.`;
  return { kind: 'drifted', drift: 'rescheduled', words };
}

function isImmediate({ scheduled }: AtOmeda): boolean {
  return scheduled?.scheduledDate === '[NOW]';
}
