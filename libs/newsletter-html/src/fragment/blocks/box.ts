import type { Element } from 'domhandler';
import { contrast, opaque, readable } from '../../color/color.js';
import {
  type Style,
  setStyle,
  sidesOf,
  styleOf,
  taken,
  writtenSides,
} from '../styles/element-style.js';
import { INLINE_ELEMENTS } from '../../inline-elements.js';
import { pixels } from '../styles/length.js';
import { words } from '../words.js';
import { type Layout, type Place, childrenOf } from './layout.js';
import { boxed, tableOfOne } from './table.js';

const BOX = /^(?:background|border|padding)/;
const NOT_BOXED = new Set([
  ...INLINE_ELEMENTS,
  ...words('br wbr img td th tr table tbody thead tfoot li hr'),
]);

/** Whether an element draws its own box, which Outlook draws only for cells. */
export function isBox(element: Element, style: Style): boolean {
  if (NOT_BOXED.has(element.name)) return false;
  const names = [...style].filter(([name, value]) => isDrawn(name, value)).map(([name]) => name);
  return names.length > 0;
}

function isDrawn(name: string, value: string): boolean {
  if (/^(?:background|border)(?!-(?:collapse|spacing|radius))/.test(name)) {
    return (
      !/^(?:none|0|0px|transparent|inherit|initial|unset)\b/.test(value) && !/\bnone\b/.test(value)
    );
  }
  return false;
}

/** Background, border, and padding go to a cell around the element, its margin around that. */
export function box(layout: Layout, element: Element, place: Place): void {
  const style = styleOf(element);
  const cell = taken(style, BOX);
  const margin = sidesOf(style, 'margin', place.fontPx);
  taken(style, /^margin/);
  setStyle(element, new Map([...style, ['margin', '0']]));
  withPlainBackground(cell);
  const background = backgroundOf(cell) ?? place.background;
  const padding = sidesOf(cell, 'padding', place.fontPx);
  if (backgroundOf(cell) && padding.left + padding.right === 0) Object.assign(padding, ROOM);
  taken(cell, /^padding/);
  cell.set('padding', writtenSides(padding));
  if (backgroundOf(cell)) cell.set('color', textOn(background, style, place));
  const attributes: Record<string, string> = {};
  if (backgroundOf(cell)) attributes['bgcolor'] = background;
  trim(element);
  const holder = layout.$('<div></div>');
  layout.$(element).replaceWith(holder);
  holder.append(layout.$(element));
  const inner = boxed(layout, element, { width: '100%', cell, attributes });
  around(layout, holder.get(0) as Element, margin);
  const width = Math.max(20, place.width - padding.left - padding.right - bordersOf(cell));
  // The element itself again, which draws nothing now: it may be a row, or columns.
  const color = opaque(cell.get('color') ?? '') ?? place.color;
  layout.within(inner, { ...place, background, color, width });
}

/** The editor's color, or the inherited one if it is readable; it must not follow a reader's dark mode. */
function textOn(background: string, style: Style, place: Place): string {
  const own = opaque(style.get('color') ?? '');
  if (own) return own;
  return contrast(place.color, background) >= 3
    ? place.color
    : readable(place.color, background, 7);
}

/** A background without padding looks squeezed in a mail. */
const ROOM = { top: 16, right: 20, bottom: 16, left: 20 };

/** A gradient gets its first color as a fallback, for programs that draw none. */
export function withPlainBackground(style: Style): void {
  const values = [style.get('background'), style.get('background-image')];
  const gradient = values.find((value) => value?.includes('gradient('));
  const color = opaque(HEX.exec(gradient ?? '')?.[0] ?? '');
  if (!gradient || !color) return;
  style.delete('background');
  style.set('background-color', color);
  style.set('background-image', gradient);
}

const HEX = /#[0-9a-f]{3,8}\b/i;

/** Of `background` and `background-color` the later one wins, as in every program. */
export function backgroundOf(style: Style): string | null {
  for (const [name, value] of [...style].toReversed()) {
    if (name !== 'background-color' && name !== 'background') continue;
    const color = opaque(value) ?? opaque(HEX.exec(value)?.[0] ?? '');
    if (color) return color;
  }
  return opaque(HEX.exec(style.get('background-image') ?? '')?.[0] ?? '');
}

function bordersOf(style: Style): number {
  const widths = [...style]
    .filter(([name]) => name.startsWith('border'))
    .map(([name, value]) => {
      const px = pixels(/(?<![\d.])[\d.]+px/.exec(value)?.[0] ?? '') ?? 0;
      return /^border(?:-width)?$/.test(name) ? 2 * px : px;
    });
  return Math.min(
    40,
    widths.reduce((sum, px) => sum + px, 0),
  );
}

/** Size and color of the text within an element. */
export function insideOf(style: Style, place: Place): Place {
  const fontPx = pixels(style.get('font-size'), { em: place.fontPx, percent: place.fontPx });
  const color = opaque(style.get('color') ?? '');
  return {
    ...place,
    fontPx: fontPx && fontPx > 0 ? fontPx : place.fontPx,
    color: color ?? place.color,
  };
}

/** Space above and below: in a cell, as Outlook ignores margins of tables. This removes the holder. */
export function around(layout: Layout, holder: Element, { top, bottom }: Margin): void {
  const { $ } = layout;
  if (top + bottom === 0) {
    $(holder).replaceWith($(holder).contents());
    return;
  }
  const padding = writtenSides({ top, right: 0, bottom, left: 0 });
  const { table, cell } = tableOfOne(layout, {
    width: '100%',
    cell: new Map([['padding', padding]]),
  });
  $(cell).append($(holder).contents());
  $(holder).replaceWith($(table));
}

type Margin = { top: number; bottom: number };

const MOST_NESTED = 6;

/** The first and last in a box leave no space between them and its edge. */
function trim(element: Element): void {
  for (const [edge, at] of [
    ['margin-top', 0],
    ['margin-bottom', -1],
  ] as const) {
    let inner = childrenOf(element).at(at);
    for (let depth = 0; inner && depth < MOST_NESTED && hasEdges(inner); depth += 1) {
      const style = styleOf(inner);
      const { [edge === 'margin-top' ? 'top' : 'bottom']: px } = sidesOf(style, 'margin', 16);
      style.delete(edge);
      if (px > 0 || style.has('margin') || BROWSER_MARGIN.has(inner.name)) style.set(edge, '0');
      setStyle(inner, style);
      inner = childrenOf(inner).at(at);
    }
  }
}

/** A link may contain whole blocks. */
function hasEdges({ name }: Element): boolean {
  return name === 'a' || !(INLINE_ELEMENTS.has(name) || name === 'br' || name === 'wbr');
}

const BROWSER_MARGIN = new Set([
  'p',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'figure',
  'pre',
  'dl',
]);
