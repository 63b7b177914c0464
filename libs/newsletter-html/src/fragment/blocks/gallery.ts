import type { Element } from 'domhandler';
import { type Block, type Layout, hasClass } from './layout.js';
import { rowOf } from './row.js';

const GAP_PX = 8;
const MOST_IN_ROW = 4;

/** Pictures in rows; those of a last row that is not full share its width, as on the page. */
export const gallery: Block = (layout, element, place) => {
  const pictures = picturesOf(layout, element);
  const perRow = Math.min(columnsOf(element, pictures.length), MOST_IN_ROW);
  const caption = layout.$(element).children('figcaption').toArray() as Element[];
  const rows: Element[] = [];
  for (let index = 0; index < pictures.length; index += perRow) {
    const row = pictures.slice(index, index + perRow);
    const width = Math.floor((place.width - GAP_PX * (row.length - 1)) / row.length);
    const cells = row.map((one) => ({ element: one, width, valign: 'top' }));
    rows.push(rowOf(layout, cells, { place, gap: GAP_PX }));
  }
  const left = layout.$('<div style="margin:0 0 16px"></div>');
  for (const row of rows) left.append(layout.$(row));
  for (const one of caption) left.append(layout.$(one));
  layout.$(element).replaceWith(left);
};

function picturesOf({ $ }: Layout, element: Element): Element[] {
  const nested = $(element).find(
    'figure.wp-block-image, li.blocks-gallery-item > figure, .gallery-item',
  );
  if (nested.length > 0) return nested.toArray() as Element[];
  return $(element).find('img').toArray() as Element[];
}

function columnsOf(element: Element, count: number): number {
  const named = /\b(?:gallery-)?columns-(\d)\b/.exec(element.attribs['class'] ?? '')?.[1];
  if (named && !hasClass(element, 'columns-default')) return Math.max(1, Number(named));
  return Math.max(1, Math.min(3, count));
}
