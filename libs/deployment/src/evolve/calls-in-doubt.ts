import type { EffectStep, RequestOf, StepRequest } from '#events';
import type { Deployment } from '../state.js';

/** The calls of this step, on what Omeda has now, that may still land. */
export function callsInDoubt<S extends EffectStep>(
  { inDoubt, omeda }: Deployment,
  step: S,
): RequestOf<S>[] {
  const found = (inDoubt?.requests ?? []).filter(
    (request) =>
      request.step === step &&
      (request.step === 'create' || request.trackId === omeda?.trackId || isTwins(request)),
  );
  return found as RequestOf<S>[];
}

function isTwins(request: StepRequest): boolean {
  return request.step === 'cancel' && request.twin;
}

/** The content that Omeda must have, where a late call may have put an older one in its place. */
export function contentToCheck(state: Deployment): string | undefined {
  const { inDoubt, omeda } = state;
  const hash = omeda?.contentHash;
  if (!hash || inDoubt?.isContentChecked) return undefined;
  const isAtRisk = callsInDoubt(state, 'content').some(({ contentHash }) => contentHash !== hash);
  return isAtRisk ? hash : undefined;
}
