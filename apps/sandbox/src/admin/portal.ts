import type { Deployment } from '../model/deployment.js';
import type { World } from '../model/world.js';

/** What a person does in Omeda's own portal. */
export type PortalAction = 'edit' | 'create' | 'cancel' | 'unschedule';

const PORTAL_USER = 'portal';

export function actInPortal(
  { deployments, clock }: World,
  trackId: string,
  action: PortalAction,
): Deployment | { error: string } {
  const deployment = deployments.get(trackId);
  if (!deployment) return { error: `No deployment '${trackId}'.` };
  const ms = clock.nowMs();
  if (action === 'cancel') deployment.status = 'Cancelled';
  else if (action === 'unschedule') deployment.status = 'Waiting Review';
  else {
    const kind = action === 'edit' ? 'edited' : 'created';
    deployment.portal = { kind, by: PORTAL_USER, ms };
    deployment.contentVersion += 1;
  }
  if (action === 'cancel' || action === 'unschedule') delete deployment.scheduledMs;
  deployment.history.push({ description: `Portal: ${action}.`, by: PORTAL_USER, ms });
  return deployment;
}
