import type { DeploymentEvent } from '#events';
import { floorToMinute } from '../instant.js';
import { isTakenBack } from '../next/conditions.js';
import type { Deployment, Sent } from '../state.js';

/**
 * Omeda sent it: as intended, or although it was withdrawn before. Omeda has whole minutes, so
 * a withdrawal within the minute of sending counts as before it: the person must learn of it.
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
