import type { Step } from '#events';
import type { Deployment, State } from '../state.js';
import { contentToCheck } from '../evolve/calls-in-doubt.js';
import { IN_ORDER, readsSnapshots } from '../steps/steps.js';
import { without } from '../evolve/evolvers.js';
import { isStalled, isWithdrawn } from './conditions.js';
import { onward } from './step-to-take.js';

/**
 * The next step that reads content or settings and needs no further save: the current one, or a later one of a
 * newsletter that is on its way. What is held or has failed waits for a person, who can save the post again.
 */
export function stepThatNeedsContent(state: State): Step | undefined {
  if (!state) return undefined;
  const current = (state.due ?? state.running?.due)?.step;
  if (current && readsSnapshots(current)) return current;
  if (state.held || state.failed || isStalled(state) || isWithdrawn(state)) return undefined;
  return contentToCheck(state) ? current : laterStep(without(state, 'running'));
}

function laterStep(state: Deployment): Step | undefined {
  const step = state.omeda?.sent ? undefined : onward(state);
  if (!step || step === 'watch') return undefined;
  const isAhead = ([each, { isLeft, isToBeTaken = isLeft }]: (typeof IN_ORDER)[number]) =>
    readsSnapshots(each) && isToBeTaken?.(state) === true;
  return IN_ORDER.find(isAhead)?.[0];
}
