import type { Notice } from '#events';
import type { IsKnown } from '../merge/known-variables.js';
import type { View } from '../view/view.js';

/** A finished newsletter, parsed. */
export type Seen = { html: string; view: View; isKnown: IsKnown };

/** How many of each kind are reported: authors fix these first. */
const SHOWN_LIMIT = 5;

/** The first few of one kind, without duplicates, each cure once before a repetition; the rest is counted. */
export function few(all: readonly Notice[]): Notice[] {
  const notices = firsts(all, ({ place, words }) => `${place} ${words}`);
  const chosen = [...new Set([...firsts(notices, ({ words }) => words), ...notices])].slice(
    0,
    SHOWN_LIMIT,
  );
  const shown = notices.filter((one) => chosen.includes(one));
  const left = all.filter((one) => !shown.includes(one));
  return shown.map((one) => ({ ...one, words: `${one.words}${more(one, shown, left)}` }));
}

function firsts(all: readonly Notice[], key: (one: Notice) => string): Notice[] {
  const known = new Set<string>();
  return all.filter((one) => known.size < known.add(key(one)).size);
}

/** How many with the same words are left out; the last one also counts those with words not shown. */
function more(one: Notice, shown: Notice[], left: Notice[]): string {
  const isLastOfWords = shown.findLast(({ words }) => words === one.words) === one;
  const same = isLastOfWords ? left.filter(({ words }) => words === one.words).length : 0;
  const isShown = (other: Notice) => shown.some(({ words }) => words === other.words);
  const like = shown.at(-1) === one ? left.filter((other) => !isShown(other)).length : 0;
  return counted(same, 'the same problem') + counted(like, 'a problem like it');
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : ` ${count} more ${count === 1 ? 'has' : 'have'} ${what}.`;
}
