import type { DeploymentEvent } from '#events';
import { floorToMinute } from '../instant.js';
import { isTakenBack } from '../next/conditions.js';
import type { Deployment, Sent } from '../state.js';

/**
 * Omeda sent it: as it was meant, or although it was withdrawn before. Omeda tells minutes, so that
 * what was withdrawn within the minute of sending counts as withdrawn: who did that must learn it.
 */
export function sent(
  state: Deployment,
  trackId: string,
  { sentAt, sentCount }: Sent,
): DeploymentEvent {
  const { withdrawnAt } = state;
  const data = { trackId, sentAt, ...(sentCount === undefined ? {} : { sentCount }) };
  const isInTime = withdrawnAt !== undefined && floorToMinute(withdrawnAt) <= sentAt;
  return isInTime && isTakenBack(state)
    ? { type: 'SentAfterWithdrawal', data: { ...data, withdrawnAt } }
    : { type: 'DeploymentSent', data };
}
