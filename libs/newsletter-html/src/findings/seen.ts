import type { Notice } from '#events';
import type { IsKnown } from '../merge/known-variables.js';
import type { View } from '../view/view.js';

/** A finished newsletter, looked at. */
export type Seen = { html: string; view: View; isKnown: IsKnown };

/** Of each kind so many are told: who has more mends these first. */
const TOLD = 5;

/** The first few of one kind, equal ones once; the last one told says how many more there are. */
export function few(all: readonly Notice[]): Notice[] {
  const notices = [...new Map(all.map((one) => [`${one.place} ${one.words}`, one])).values()];
  const told = notices.slice(0, TOLD);
  const more = all.length - told.length;
  const last = told.at(-1);
  if (more === 0 || !last) return told;
  return [
    ...told.slice(0, -1),
    {
      ...last,
      words: `${last.words} ${more} more ${more === 1 ? 'has' : 'have'} the same problem.`,
    },
  ];
}
