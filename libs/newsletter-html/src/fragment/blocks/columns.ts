import type { Element } from 'domhandler';
import { setStyle, styleOf, taken } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';
import { type Block, type Place, childrenOf, hasClass } from './layout.js';
import { rowOf } from './row.js';
import { sideBySide } from './side-by-side.js';

const GAP_PX = { default: 24, most: 40 };
const NARROWEST_PX = 60;

/** The columns block: shares of the width as the editor set them. */
export const columns: Block = (layout, element, place) => {
  const inner = childrenOf(element);
  if (inner.length === 0) return;
  const gap = Math.round(gapOf(element, place));
  const room = place.width - gap * (inner.length - 1);
  const widths = widthsOf(inner, room, place);
  const found = inner.map((column, index) => ({
    element: column,
    width: widths[index] ?? NARROWEST_PX,
    valign: valignOf(column) ?? valignOf(element) ?? 'top',
  }));
  for (const column of inner) withoutWidth(column);
  if (!hasClass(element, 'is-not-stacked-on-mobile')) {
    sideBySide(layout, element, found, { place, gap });
    return;
  }
  const marker = layout.$('<div></div>');
  layout.$(element).replaceWith(marker);
  marker.replaceWith(layout.$(rowOf(layout, found, { place, gap })));
};

function withoutWidth(column: Element): void {
  const style = styleOf(column);
  taken(style, /^(?:width|max-width|flex-basis)$/);
  setStyle(column, style);
}

export function gapOf(element: Element, place: Place): number {
  const style = styleOf(element);
  const value = style.get('column-gap') ?? style.get('gap')?.split(/\s+/).at(-1);
  const gap = pixels(value, { em: place.fontPx, percent: place.width });
  return Math.min(gap ?? GAP_PX.default, GAP_PX.most, place.width / 6);
}

/** Widths that an editor set keep their proportion; the others share what is left. */
function widthsOf(inner: Element[], room: number, place: Place): number[] {
  const wanted = inner.map((column) => {
    const style = styleOf(column);
    const value = style.get('flex-basis') ?? style.get('width');
    const px = pixels(value, { em: place.fontPx, percent: place.width });
    return px !== null && px > 0 ? px : null;
  });
  const set = wanted.reduce<number>((sum, px) => sum + (px ?? 0), 0);
  const open = wanted.filter((px) => px === null).length;
  const share = open > 0 ? Math.max((place.width - set) / open, NARROWEST_PX) : 0;
  const asked = wanted.map((px) => px ?? share);
  const total = asked.reduce((sum, px) => sum + px, 0);
  return asked.map((px) => Math.max(1, Math.floor((px / total) * room)));
}

function valignOf(element: Element): string | undefined {
  return ['center', 'bottom', 'top']
    .filter(
      (where) =>
        hasClass(element, `is-vertically-aligned-${where}`) ||
        hasClass(element, `are-vertically-aligned-${where}`),
    )
    .map((where) => (where === 'center' ? 'middle' : where))[0];
}
