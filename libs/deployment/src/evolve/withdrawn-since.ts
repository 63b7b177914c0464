import type { Instant } from '../instant.js';
import { isTakenBack } from '../next/conditions.js';
import type { Deployment } from '../state.js';

/** If withdrawn again, the first withdrawal still counts. */
export function withdrawnSince(state: Deployment, at: Instant): { withdrawnAt: Instant } {
  return { withdrawnAt: (isTakenBack(state) && state.withdrawnAt) || at };
}
