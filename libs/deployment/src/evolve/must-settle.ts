import type { StepRequest } from '#events';

/**
 * Whether a start of unknown effect must be settled before anything else is done. The other calls
 * may simply be repeated: they replace, or Omeda says that it was done.
 */
export function mustSettle(request: StepRequest): boolean {
  return ['create', 'schedule', 'unschedule', 'cancel'].includes(request.step);
}
