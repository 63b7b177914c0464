import type { Conditions } from '#event-store';
import { type WakeUp, type WakeUpOutcome, done, later } from '#messaging';

/** Why nothing may begin now, whatever the newsletter's state. Held ones are woken when released. */
export function hindranceOf(
  { probe, brand }: Pick<WakeUp, 'probe' | 'brand'>,
  { unsteadyMs, heldBrands }: Conditions,
): WakeUpOutcome | undefined {
  if (unsteadyMs > 0) return later(unsteadyMs);
  return !probe && heldBrands.includes(brand) ? done() : undefined;
}
