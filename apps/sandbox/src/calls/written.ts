import { toCentralDate } from '../model/central.js';
import { type Deployment, statusOf } from '../model/deployment.js';
import type { World } from '../model/world.js';
import type { CallContext } from './call.js';

/** A date as in replies; empty if there is none. */
export function central(ms: number | undefined): string {
  return ms === undefined ? '' : toCentralDate(ms);
}

export function statusText(deployment: Deployment, { clock, switches }: World): string {
  const status = statusOf(deployment, clock.nowMs());
  const isSpaced = switches.statusStyle === 'Waiting Review';
  return isSpaced ? status : status.toUpperCase().replaceAll(' ', '_');
}

/** When it was sent; undefined if it was not. */
export function sentMs(deployment: Deployment, { clock }: World): number | undefined {
  const isSent = statusOf(deployment, clock.nowMs()) === 'Sent';
  return isSent ? deployment.scheduledMs : undefined;
}

export function typeName({ brand }: CallContext, id: number): string {
  return brand.types.find((type) => type.id === id)?.name ?? '';
}

export function yesOrNo(value: unknown, { booleans }: World['switches']): unknown {
  const isYes = value === 1 || value === '1';
  if (booleans === 'boolean') return isYes;
  return booleans === 'text' ? String(isYes) : Number(isYes);
}
