import type { Step } from '#events';
import type { WakeUp } from '#messaging';
import type { BrandAccess } from '../brands/brands.js';

/** A turn that comes within this is waited for: sent away, the wake-up costs more. */
const USUAL = { mostMs: 500, isUrgent: false };
/** What must not come too late comes first, and waits longer. */
const URGENT = { mostMs: 10_000, isUrgent: true };
const URGENT_STEPS: ReadonlySet<string | null> = new Set<Step>([
  'unschedule',
  'cancel',
  'schedule',
]);

/** Whether it comes before usual ones of its brand. */
export function isUrgent({ step }: WakeUp): boolean {
  return URGENT_STEPS.has(step);
}

/**
 * The function that frees the brand's slot for a wake-up; nothing where its turn does not come soon, or nothing may begin
 * any more by then.
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
