import type { Conditions } from '#event-store';
import { type Tick, type TickOutcome, done, later } from '#messaging';

/** Why nothing is begun now, whatever the newsletter itself says. What is held rings once released. */
export function hindranceOf(
  { probe, brand }: Pick<Tick, 'probe' | 'brand'>,
  { unsteadyMs, heldBrands }: Conditions,
): TickOutcome | undefined {
  if (unsteadyMs > 0) return later(unsteadyMs);
  return !probe && heldBrands.includes(brand) ? done() : undefined;
}
