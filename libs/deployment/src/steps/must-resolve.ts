import type { StepRequest } from '#events';
import { STEPS } from './steps.js';

/** Whether a start of unknown effect must be resolved before anything else is done. */
export function mustResolve({ step }: StepRequest): boolean {
  return STEPS[step].whenInDoubt !== 'repeat';
}
