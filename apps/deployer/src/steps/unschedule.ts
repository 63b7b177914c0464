import type { Outcome } from '#deployment';
import { OmedaError } from '#omeda-client';
import { observe } from './observe.js';
import type { StepContext, StepHandler } from './step.js';

/** Removes the newsletter from Omeda's schedule; not being scheduled is fine, too. */
export const unschedule: StepHandler<'unschedule'> = async (context) => {
  if (context.resolving) return resolve(context);
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

async function resolve({ client, request }: StepContext<'unschedule'>): Promise<Outcome> {
  const deployment = await observe(client, request.trackId);
  const { status } = deployment;
  if (status === 'open') return { kind: 'unscheduled' };
  if (status === 'scheduled' || status === 'sending') return { kind: 'no-effect' };
  return { kind: 'seen', deployment };
}
