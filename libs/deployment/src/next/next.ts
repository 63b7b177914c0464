import type { Step } from '#events';
import type { Instant } from '../instant.js';
import type { State } from '../state.js';
import { TIMING, type Timing } from '../timing.js';
import { hasErred } from './conditions.js';
import { whenDue } from './due-at.js';
import { stepToTake } from './step-to-take.js';

export type Next = {
  step: Step;
  revision: number;
  attempt: number;
  dueAt: Instant;
  reason: string;
};

/**
 * The step that moves what Omeda has toward what the editor wants, and when; nothing while a step runs or
 * the deployment is held. It needs no clock: every time it returns follows from recorded times, so
 * a repeated call returns the same.
 */
export function next(state: State, timing: Timing = TIMING): Next | undefined {
  const step = state && stepToTake(state);
  if (!state || !step) return undefined;
  const attempt = hasErred(state, step) && state.erred ? state.erred.attempt + 1 : 1;
  return { step, revision: state.revision, attempt, ...whenDue(state, step, timing) };
}
