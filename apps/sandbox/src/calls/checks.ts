import { type Deployment, type Status, statusOf } from '../model/deployment.js';
import { toCentralDate } from '../model/central.js';
import { Refusal, refuse } from '../model/refusal.js';
import type { Body, CallContext } from './call.js';

const NO_RECIPIENTS = 'There are no recipients specified for this deployment.';

export function requireFields(body: Body, ...fields: string[]): void {
  const missing = fields.filter((field) => isEmpty(body[field]));
  if (missing.length > 0) refuse(...missing.map((field) => `'${field}' is a required field.`));
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

export function textOf(body: Body, field: string): string {
  const value = body[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function checkLength(body: Body, field: string, limit: number): void {
  const value = textOf(body, field);
  if (value.length > limit) {
    refuse(`The value '${value}' for field '${field}' exceeded a max length of ${limit}.`);
  }
}

/** The deployment that the body names, in any state. */
export function findDeployment({ world, brand, body }: CallContext): Deployment {
  const trackId = textOf(body, 'TrackId');
  const deployment = world.deployments.get(trackId);
  if (!deployment || deployment.brand !== brand.abbreviation) {
    throw new Refusal(404, [`No deployment was found matching trackId '${trackId}'.`]);
  }
  return deployment;
}

/** Deployments edited or made in the portal are out of the API's reach. */
export function checkPortal({ trackId, portal }: Deployment): void {
  if (portal?.kind === 'created') {
    refuse(
      `Deployment '${trackId}' was created within the Email Builder portal and is not eligible for API access.`,
    );
  }
  if (portal) {
    refuse(
      `Deployment '${trackId}' has been edited from the Email Builder portal and is not eligible for API access. Last edited by ${portal.by} on ${toCentralDate(portal.ms)}.`,
    );
  }
}

function checkUser(context: CallContext, { trackId, ...deployment }: Deployment): void {
  const field = isEmpty(context.body['UserId']) ? 'OwnerUserId' : 'UserId';
  const user = textOf(context.body, field);
  const isKnown = context.brand.users.some(({ id, active }) => id === user && active);
  if (!isKnown || (user !== deployment.ownerUserId && user !== deployment.approverUserId)) {
    throw new Refusal(403, [
      `OwnerUserId '${user}' is not authorized to edit deployment '${trackId}'`,
    ]);
  }
}

const LOCKED: ReadonlySet<Status> = new Set([
  'Sent',
  'Sending',
  'Scheduled',
  'Approved',
  'Cancelled',
]);

/** Sent, scheduled, approved, and cancelled deployments cannot be changed. */
export function checkEditable(context: CallContext, deployment: Deployment): void {
  checkPortal(deployment);
  checkUser(context, deployment);
  const status = statusOf(deployment, context.world.clock.nowMs());
  if (LOCKED.has(status)) {
    refuse(
      `Deployment '${deployment.trackId}' cannot be edited. Sent, Scheduled , Approved, or Cancelled deployments cannot be edited.`,
    );
  }
}

/** Sent and cancelled are final. */
export function checkNotFinal(context: CallContext, deployment: Deployment): void {
  const { trackId } = deployment;
  const status = statusOf(deployment, context.world.clock.nowMs());
  if (status === 'Sent' || status === 'Sending') {
    const date = toCentralDate(deployment.scheduledMs ?? 0);
    refuse(`Deployment '${trackId}' was sent on ${date}.`);
  }
  if (status === 'Cancelled') refuse(`Deployment '${trackId}' has been previously cancelled.`);
}

export function checkAudience({ world }: CallContext, { list }: Deployment): void {
  if (!list) refuse(NO_RECIPIENTS);
  if (list.outcome === 'ERROR' || list.outcome === 'EMPTY' || world.clock.nowMs() < list.readyMs) {
    const name = list.queryName ?? list.recipientList ?? '';
    refuse(`Audience list ${name} is not valid (recipient upload did not complete).`);
  }
}

/** It needs recipients to be scheduled. */
export function checkRecipients({ list }: Deployment): void {
  if (list?.count === 0) refuse(NO_RECIPIENTS);
}

export function note(context: CallContext, deployment: Deployment, description: string): void {
  const by = textOf(context.body, 'UserId') || textOf(context.body, 'OwnerUserId');
  deployment.history.push({ description, by, ms: context.world.clock.nowMs() });
}
