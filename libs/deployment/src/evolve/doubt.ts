import type { StepRequest } from '#events';
import { isSameJson } from '../canonical-json.js';
import type { Instant } from '../instant.js';
import type { Deployment, Doubt, Running } from '../state.js';

/** What is kept of a storm of lost answers: the newest of each kind matter. */
const KEPT = 10;

/** The running call got no answer: it may take effect at Omeda later than others made after it. */
export function inDoubt(state: Deployment, at: Instant): Deployment {
  const { running, doubt } = state;
  if (!running || !mayLandLate(running)) return state;
  const others = (doubt?.requests ?? []).filter((known) => !isSameJson(known, running.request));
  return { ...state, doubt: { at, requests: [...others, running.request].slice(-KEPT) } };
}

function mayLandLate({ request, settling }: Running): boolean {
  switch (request.step) {
    case 'create':
      return request.mode === 'create' || request.mode === 'search-then-create';
    case 'content':
    case 'update':
      return true;
    case 'schedule':
    case 'unschedule':
    case 'cancel':
      // Settling only asks.
      return !settling;
    case 'test':
    case 'audience':
      // A second test is told; a second list is refused.
      return false;
  }
}

/** The calls of this step, on what Omeda has now, that may still land. */
export function doubtful<S extends StepRequest['step']>(
  { doubt, omeda }: Deployment,
  step: S,
): Extract<StepRequest, { step: S }>[] {
  const found = (doubt?.requests ?? []).filter(
    (request) =>
      request.step === step &&
      (request.step === 'create' || request.trackId === omeda?.trackId || isTwins(request)),
  );
  return found as Extract<StepRequest, { step: S }>[];
}

function isTwins(request: StepRequest): boolean {
  return request.step === 'cancel' && request.twin;
}

/** The content that Omeda must have, where a late call may have put an older one in its place. */
export function contentToCheck(state: Deployment): string | undefined {
  const { doubt, omeda } = state;
  const hash = omeda?.contentHash;
  if (!hash || doubt?.isContentChecked) return undefined;
  const isAtRisk = doubtful(state, 'content').some(({ contentHash }) => contentHash !== hash);
  return isAtRisk ? hash : undefined;
}

/** A cancelled generation's calls change nothing any more, but for the making of a twin. */
export function doubtOfNextGeneration({ doubt }: Deployment): { doubt?: Doubt } {
  const requests = doubt?.requests.filter(({ step }) => step === 'create') ?? [];
  return doubt && requests.length > 0 ? { doubt: { ...doubt, requests } } : {};
}
