import type { Outcome } from '#deployment';
import { OmedaError, toCentral } from '#omeda-client';
import { findCreated } from './find-created.js';
import type { StepContext, StepHandler } from './step.js';

/** Schedules the newsletter at its send time, or at once when that has come. */
export const schedule: StepHandler<'schedule'> = async (context) => {
  if (context.settling) return settle(context);
  const twins = await twinsOf(context);
  if (twins) return twins;
  const { client, request } = context;
  const { trackId, sendAt, immediately } = request;
  const name = immediately ? '[NOW]' : toCentral(sendAt);
  if (!name) {
    const words = 'Its minute is the second of that name in US Central time.';
    return { kind: 'refused', why: 'no-central-name', words };
  }
  try {
    const { scheduledDate } = await client.schedule({ trackId, at: immediately ? 'now' : sendAt });
    return { kind: 'scheduled', scheduledDate };
  } catch (error) {
    return scheduledBefore(error, context, name);
  }
};

/** Omeda refuses what is scheduled: for our time that is what we wanted. */
function scheduledBefore(
  error: unknown,
  { request }: StepContext<'schedule'>,
  scheduledDate: string,
): Outcome {
  if (!(error instanceof OmedaError) || error.class !== 'already-scheduled') throw error;
  if (request.immediately || error.at === request.sendAt) {
    return { kind: 'scheduled', scheduledDate };
  }
  return { kind: 'drifted', drift: 'rescheduled', words: error.message };
}

async function settle({ client, request }: StepContext<'schedule'>): Promise<Outcome> {
  const known = await client.lookup(request.trackId);
  const { status, scheduledAt, sentAt } = known;
  if (status === 'Sent') return { kind: 'sent', sentAt: sentAt ?? request.sendAt };
  if (status === 'Cancelled') {
    return { kind: 'drifted', drift: 'cancelled', words: 'It was cancelled in Omeda.' };
  }
  const isUnderWay = status === 'Scheduled' || status === 'Sending' || status === 'Approved';
  if (!isUnderWay) return { kind: 'no-effect' };
  if (!request.immediately && scheduledAt && scheduledAt !== request.sendAt) {
    const words = `It is scheduled in Omeda for ${scheduledAt}, not by us.`;
    return { kind: 'drifted', drift: 'rescheduled', words };
  }
  const named = request.immediately ? '[NOW]' : (toCentral(request.sendAt) ?? '[NOW]');
  return { kind: 'scheduled', scheduledDate: named };
}

/** Where a create was repeated, its twin must go before one of them is scheduled. */
async function twinsOf({ client, request }: StepContext<'schedule'>): Promise<Outcome | undefined> {
  if (!request.twinSearch) return undefined;
  const all = await findCreated(client, request.twinSearch);
  const trackIds = all.filter((trackId) => trackId !== request.trackId);
  return { kind: 'twins', trackIds };
}
