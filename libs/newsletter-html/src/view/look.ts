import { attribute, type StartTag } from '../document/tokenize.js';
import { hexOver } from '../color/color.js';
import { splitOutside } from '../color/css-function.js';
import { ZERO } from './css-number.js';
import type { StyledNames } from './styled-names.js';

/** As `#rrggbb`; null if the markup alone does not determine it. */
type Color = string | null;

/** The colors of a text, as far as markup alone determines them. */
export type Look = { color: Color; background: Color };

/** Mail programs' defaults. */
export const PLAIN_LOOK: Look = { color: '#000000', background: '#ffffff' };

/** Whether text within the element has size zero; percentages of zero are zero. */
export function isTextOfNoSize(style: ReadonlyMap<string, string>, isOutside: boolean): boolean {
  const size = fontSizeOf(style);
  if (size === undefined || (isOutside && /^[\d.]+(?:em|%)$/.test(size))) return isOutside;
  return INHERITED.has(size) ? isOutside : ZERO.test(size);
}

/** From `font-size`, or from `font: bold 0/0 a`. */
export function fontSizeOf(style: ReadonlyMap<string, string>): string | undefined {
  return (
    style.get('font-size') ??
    /(?:^|\s)([\d.]+(?:[a-z]+|%)?)(?:\s*\/|\s+[^\d\s])/.exec(style.get('font') ?? '')?.[1]
  );
}

const INHERITED = new Set(['inherit', 'currentcolor', 'unset', 'initial', 'revert']);

/** The colors within an element. Colors from style sheets are unknown. */
export function lookWithin(
  tag: StartTag,
  style: ReadonlyMap<string, string>,
  outside: Look,
  styled: StyledNames,
): Look {
  const background = backgroundOf(tag, style, outside.background, styled);
  const written =
    style.get('color') ??
    (tag.name === 'font' ? attribute(tag, 'color') : undefined) ??
    (tag.name === 'body' ? attribute(tag, 'text') : undefined);
  if (written !== undefined && !INHERITED.has(written)) {
    return { background, color: hexOver(written, background) };
  }
  if (written === 'inherit') return { background, color: outside.color };
  // In every mail program, links have their own color.
  if (tag.name === 'a' || styled.color(tag)) return { background, color: null };
  return { background, color: outside.color };
}

function backgroundOf(
  tag: StartTag,
  style: ReadonlyMap<string, string>,
  under: Color,
  styled: StyledNames,
): Color {
  const image = style.get('background-image') ?? 'none';
  const shorthand = style.get('background');
  if (attribute(tag, 'background') || image !== 'none') return null;
  if (shorthand && /url\(|gradient\(|var\(/.test(shorthand)) return null;
  const written =
    style.get('background-color') ??
    (shorthand === undefined ? attribute(tag, 'bgcolor') : colorIn(shorthand));
  if (written !== undefined && !INHERITED.has(written) && written !== 'none') {
    return hexOver(written, under);
  }
  return styled.background(tag) ? null : under;
}

/** The color of `#fff no-repeat` or `rgb(1, 2, 3) 0 0`. */
function colorIn(shorthand: string): string | undefined {
  return splitOutside(shorthand, /\s/).find(
    (part) => part === 'transparent' || hexOver(part, '#ffffff') !== null,
  );
}
