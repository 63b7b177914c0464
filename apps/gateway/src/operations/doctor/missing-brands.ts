import type { StatusName } from '#deployment';
import { type Check, fault } from './check.js';

/** Newsletters for which nothing more is done at Omeda, unless a person acts. */
const AT_REST: readonly string[] = [
  'no-type',
  'incomplete',
  'archived',
  'sent',
  'sent-after-withdrawal',
  'missed',
  'cancelled',
] satisfies StatusName[];

type Count = { brand: string; status: string; count: number };

/** Brands that were removed from the sites file while their newsletters are in progress. */
export function missingBrands(
  counts: readonly Count[],
  known: { has(brand: string): boolean },
): Check[] {
  const waiting = new Map<string, number>();
  for (const { brand, status, count } of counts) {
    if (known.has(brand) || AT_REST.includes(status)) continue;
    waiting.set(brand, (waiting.get(brand) ?? 0) + count);
  }
  return [...waiting].map(([brand, count]) => {
    const many = count === 1 ? '1 newsletter' : `${count} newsletters`;
    const words = `The brand is not in the sites file, and has ${many} in progress.`;
    return fault(`omeda ${brand}`, words, 'add the brand again until they are sent or canceled.');
  });
}
