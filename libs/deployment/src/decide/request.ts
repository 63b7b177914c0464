import type { EffectStep, StepRequest } from '#events';
import type { Start } from '../commands.js';
import type { Instant } from '../instant.js';
import type { Deployment } from '../state.js';
import type { Asking } from '../steps/step.js';
import { DESCRIPTORS } from '../steps/steps.js';
import type { Timing } from '../timing.js';

type Context = { command: Start; now: Instant; timing: Timing };

/** What the call requests from Omeda; a call of unknown effect is resolved as its step says. */
export function requestFor(
  state: Deployment,
  step: EffectStep,
  { command: { deploymentId }, now, timing }: Context,
): StepRequest {
  const { content, omeda, unresolved } = state;
  const asking = { state, content, trackId: omeda?.trackId ?? '', deploymentId, now, timing };
  const { request, whenInDoubt } = DESCRIPTORS[step];
  const pending = unresolved?.request;
  if (pending?.step !== step || whenInDoubt === 'repeat') return request(asking);
  return (whenInDoubt as (pending: StepRequest, asking: Asking) => StepRequest)(pending, asking);
}
