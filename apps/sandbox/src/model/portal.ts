import type { Deployment } from './deployment.js';
import type { World } from './world.js';

/** Status after each review, which also removes the time. */
const REVIEWED = {
  submit: 'Submitted',
  accept: 'Accepted',
  'not-accept': 'Not Accepted',
  approve: 'Approved',
} as const;

type Review = keyof typeof REVIEWED;

export const PORTAL_ACTIONS = [
  'edit',
  'create',
  'cancel',
  'unschedule',
  'schedule',
  ...(Object.keys(REVIEWED) as Review[]),
] as const;

/** What a person does in Omeda's own portal. */
export type PortalAction =
  | { action: 'edit' | 'create' | 'cancel' | 'unschedule' | Review }
  /** `at` is an instant (ISO, UTC). */
  | { action: 'schedule'; at: string };

const PORTAL_USER = 'portal';

/** Undefined for an unknown deployment. */
export function actInPortal(
  world: World,
  trackId: string,
  asked: PortalAction,
): Deployment | undefined {
  const deployment = world.deployments.get(trackId);
  if (!deployment) return undefined;
  const ms = world.clock.nowMs();
  act(deployment, asked, ms);
  deployment.history.push({ description: `Portal: ${asked.action}.`, by: PORTAL_USER, ms });
  world.changed(trackId);
  return deployment;
}

function act(deployment: Deployment, asked: PortalAction, ms: number): void {
  switch (asked.action) {
    case 'cancel':
      deployment.status = 'Cancelled';
      delete deployment.scheduledMs;
      return;
    case 'unschedule':
      deployment.status = 'Waiting Review';
      delete deployment.scheduledMs;
      return;
    case 'schedule':
      deployment.status = 'Scheduled';
      deployment.scheduledMs = Date.parse(asked.at);
      return;
    case 'submit':
    case 'accept':
    case 'not-accept':
    case 'approve':
      deployment.status = REVIEWED[asked.action];
      delete deployment.scheduledMs;
      return;
    case 'edit':
    case 'create':
      // From now on, the API may only read it.
      deployment.portal = {
        kind: asked.action === 'edit' ? 'edited' : 'created',
        by: PORTAL_USER,
        ms,
      };
      deployment.contentVersion += 1;
  }
}
