import type { StepRequest } from '#events';
import { isSameJson } from '../canonical-json.js';
import type { Instant } from '../instant.js';
import type { Deployment, InDoubt, Running } from '../state.js';
import { DESCRIPTORS } from '../steps/steps.js';

/** How many of a storm of lost responses are kept: the newest of each kind matter. */
const KEPT = 10;

/** The running call got no response: it may take effect at Omeda after calls that were made later. */
export function putInDoubt(state: Deployment, at: Instant): Deployment {
  const { running, inDoubt } = state;
  if (!running || !mayLandLate(running)) return state;
  const others = (inDoubt?.requests ?? []).filter((known) => !isSameJson(known, running.request));
  return { ...state, inDoubt: { at, requests: [...others, running.request].slice(-KEPT) } };
}

function mayLandLate({ request, resolving }: Running): boolean {
  const { mayLandLate: may } = DESCRIPTORS[request.step];
  return (may as (request: StepRequest, resolving: boolean) => boolean)(request, resolving);
}

/** A cancelled generation's calls no longer change anything, except that they may create a twin. */
export function inDoubtOfNextGeneration({ inDoubt }: Deployment): { inDoubt?: InDoubt } {
  const requests = inDoubt?.requests.filter(({ step }) => step === 'create') ?? [];
  return inDoubt && requests.length > 0 ? { inDoubt: { ...inDoubt, requests } } : {};
}
