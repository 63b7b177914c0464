import { type Instant, plus } from '../instant.js';
import type { Asking } from './step.js';

/** Omeda demands a future DeploymentDate even for a draft. */
const DRAFT_DATE_AHEAD_MS = 7 * 24 * 60 * 60 * 1000;

export function deploymentDate({ state: { sendAt }, now }: Asking): Instant {
  return sendAt && sendAt > now ? sendAt : plus(now, DRAFT_DATE_AHEAD_MS);
}
