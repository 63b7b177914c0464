import type { Range } from '../document/range.js';
import { oneLine } from '../text/one-line.js';
import { type SeenLink, type View, isLinkSeen } from './view.js';
import { isSeen } from '../text/is-seen.js';

/** Pictures that repeat an adjacent link with the same words and address, and the start of their links. */
export function saidTwice({ links, pictures }: View): Range[] {
  const alts = new Map<SeenLink, string>();
  for (const { link, alt = '' } of pictures) {
    if (link) alts.set(link, `${alts.get(link) ?? ''} ${alt}`);
  }
  const shown = links.filter(isLinkSeen);
  const doubled = shown.filter((link, index) => {
    const words = isSeen(link.text) ? '' : oneLine(alts.get(link) ?? '');
    const beside = [shown[index - 1], shown[index + 1]];
    return words !== '' && beside.some((other) => other && says(other, link.href, words));
  });
  const pictured = new Set(doubled);
  return [...doubled, ...pictures.filter(({ link }) => link && pictured.has(link))].map(rangeOf);
}

function says({ href, text }: SeenLink, address: string, words: string): boolean {
  return href === address && oneLine(text) === words;
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
