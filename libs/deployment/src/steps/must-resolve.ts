import type { StepRequest } from '#events';
import { DESCRIPTORS } from './steps.js';

/** Whether a start of unknown effect must be resolved before anything else is done. */
export function mustResolve({ step }: StepRequest): boolean {
  return DESCRIPTORS[step].whenInDoubt !== 'repeat';
}
