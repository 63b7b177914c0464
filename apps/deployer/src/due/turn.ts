import type { Step } from '#events';
import type { WakeUp } from '#messaging';
import type { BrandAccess } from '../brands/brands.js';

/** A turn within this is waited for: deferring the wake-up costs more. */
const USUAL = { mostMs: 500, isUrgent: false };
/** Time-critical steps come first, and wait longer. */
const URGENT = { mostMs: 10_000, isUrgent: true };
const URGENT_STEPS: ReadonlySet<string | null> = new Set<Step>([
  'unschedule',
  'cancel',
  'schedule',
]);

/** Whether it precedes the brand's usual steps. */
export function isUrgent({ step }: WakeUp): boolean {
  return URGENT_STEPS.has(step);
}

/**
 * Takes a slot of the brand; returns a function that frees it. Undefined if the turn is not soon, or nothing may
 * begin any more by then.
 */
export async function turnOf(
  wakeUp: WakeUp,
  { slots }: BrandAccess,
  mayBegin: () => boolean,
): Promise<(() => void) | undefined> {
  const taken = slots.take();
  if (taken) return taken;
  const wait = isUrgent(wakeUp) ? URGENT : USUAL;
  const free = await slots.wait(wait.mostMs, wait);
  if (!free || mayBegin()) return free;
  free();
  return undefined;
}
