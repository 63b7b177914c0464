import type { Outcome } from '#deployment';
import { OmedaError } from '#omeda-client';
import type { StepContext, StepHandler } from './step.js';

/** Takes the newsletter back from Omeda's schedule; that it is on none is as good. */
export const unschedule: StepHandler<'unschedule'> = async (context) => {
  if (context.settling) return settle(context);
  try {
    await context.client.unschedule(context.request.trackId);
    return { kind: 'unscheduled' };
  } catch (error) {
    if (error instanceof OmedaError && error.class === 'not-scheduled') {
      return { kind: 'unscheduled' };
    }
    throw error;
  }
};

async function settle({ client, request }: StepContext<'unschedule'>): Promise<Outcome> {
  const { status, sentAt, scheduledAt } = await client.lookup(request.trackId);
  if (status === 'Sent') {
    return { kind: 'sent', sentAt: sentAt ?? scheduledAt ?? new Date().toISOString() };
  }
  if (status === 'Scheduled' || status === 'Sending') return { kind: 'no-effect' };
  if (status === 'Cancelled') {
    return { kind: 'drifted', drift: 'cancelled', words: 'It was cancelled in Omeda.' };
  }
  return { kind: 'unscheduled' };
}
