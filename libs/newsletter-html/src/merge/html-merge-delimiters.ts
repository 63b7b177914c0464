import type { Range } from '../document/range.js';
import { placeAt } from '../findings/place.js';
import type { Rendered } from '../text/shorten.js';
import type { Viewed } from '../view/viewed.js';
import type { IsKnown } from './known-variables.js';
import { escapeMergeDelimiters } from './merge-delimiters.js';
import { type Stray, mergeWarnings } from './merge-warnings.js';

/**
 * HTML of an editor whose stray merge delimiters reach readers as text. In style sheets, scripts and
 * comments a character reference would be wrong, so a space is used: minified CSS is full of `}@media`.
 */
export function withoutHtmlMergeDelimiters(
  viewed: Viewed,
  field: string,
  keeps: IsKnown,
): Rendered {
  const { html } = viewed;
  if (!html.includes('@{') && !html.includes('}@')) return { text: html, warnings: [] };
  const { raw, comments } = viewed.scan;
  const parts: string[] = [];
  const strays: Stray[] = [];
  let from = 0;
  const markup = (end: number) => {
    const escaped = escapeMergeDelimiters(html.slice(from, end), { as: 'html', keeps });
    parts.push(escaped.text);
    for (const stray of escaped.strays) strays.push({ ...stray, at: from + stray.at });
  };
  for (const { start, end } of inOrder([...raw, ...comments])) {
    markup(start);
    parts.push(escapeMergeDelimiters(html.slice(start, end), { as: 'text', keeps }).text);
    from = end;
  }
  markup(html.length);
  return { text: parts.join(''), warnings: warningsOf(strays, viewed, field) };
}

function warningsOf(strays: Stray[], viewed: Viewed, field: string) {
  if (strays.length === 0) return [];
  return mergeWarnings(withSplit(strays, viewed.html), field, {
    placeOf: (at) => placeAt(viewed.view, at),
  });
}

/** A variable of which a part was made bold, or a link. */
const SPLIT = /@(?:<[^<>]{0,200}>)*\{(?:<[^<>]{0,200}>|[\w-]){1,120}\}(?:<[^<>]{0,200}>)*@/y;

/** Its two delimiters as the one variable that was intended. */
function withSplit(strays: Stray[], html: string): Stray[] {
  let end = 0;
  return strays.flatMap((stray) => {
    if (stray.at < end) return [];
    SPLIT.lastIndex = stray.at;
    const found = stray.kind === 'loose' ? SPLIT.exec(html)?.[0] : undefined;
    if (found === undefined) return [stray];
    end = stray.at + found.length;
    return [{ kind: 'split' as const, written: found.replace(/<[^<>]*>/g, ''), at: stray.at }];
  });
}

function inOrder(ranges: Range[]): Range[] {
  return ranges.toSorted((a, b) => a.start - b.start);
}
