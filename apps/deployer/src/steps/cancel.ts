import { OmedaError } from '#omeda-client';
import type { StepHandler } from './step.js';

/** Cancels permanently; already cancelled is fine, too. */
export const cancel: StepHandler<'cancel'> = async ({ client, request, resolving }) => {
  if (resolving) {
    const { status } = await client.lookup(request.trackId);
    if (status === 'Cancelled') return { kind: 'cancelled' };
    return { kind: 'no-effect' };
  }
  try {
    await client.cancel(request.trackId);
  } catch (error) {
    if (!(error instanceof OmedaError) || error.class !== 'cancelled') throw error;
  }
  return { kind: 'cancelled' };
};
