import type { Instant } from '../instant.js';
import { isTakenBack } from '../next/conditions.js';
import type { Deployment } from '../state.js';

/** Withdrawn again, what was withdrawn already stays so since the first time. */
export function withdrawnSince(state: Deployment, at: Instant): { withdrawnAt: Instant } {
  return { withdrawnAt: (isTakenBack(state) && state.withdrawnAt) || at };
}
