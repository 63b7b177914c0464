import type { Element } from 'domhandler';
import { type Block, type Layout, type Place, hasClass } from './layout.js';
import { rowOf } from './row.js';

const GAP_PX = 8;
const MOST_IN_ROW = 4;
/** Width by height, where nothing is known of a picture. */
const USUAL_SHAPE = 1.5;

/**
 * Pictures in rows. A mail cannot crop them to one shape as the page does, so each row is of one height: a picture
 * is as wide as its shape asks for.
 */
export const gallery: Block = (layout, element, place) => {
  const { $ } = layout;
  const pictures = picturesOf(layout, element);
  const perRow = Math.min(columnsOf(element, pictures.length), MOST_IN_ROW);
  const made = $('<div></div>');
  for (let index = 0; index < pictures.length; index += perRow) {
    const cells = inOneHeight(layout, pictures.slice(index, index + perRow), place);
    if (index > 0)
      made.append(
        `<div style="height:${GAP_PX}px;line-height:${GAP_PX}px;font-size:1px">&nbsp;</div>`,
      );
    made.append($(rowOf(layout, cells, { place, gap: GAP_PX })));
  }
  made.append($(element).children('figcaption'));
  $(element).replaceWith(made);
};

function inOneHeight({ $ }: Layout, pictures: Element[], place: Place) {
  const room = place.width - GAP_PX * (pictures.length - 1);
  const shapes = pictures.map((picture) =>
    shapeOf($(picture).is('img') ? picture : ($(picture).find('img').get(0) as Element)),
  );
  const all = shapes.reduce((sum, shape) => sum + shape, 0);
  return pictures.map((element, index) => {
    const width = Math.max(1, Math.floor((room * (shapes[index] ?? USUAL_SHAPE)) / all));
    return { element, width, valign: 'top' };
  });
}

/** Kept within what leaves room for the others. */
function shapeOf(image: Element | undefined): number {
  const { width, height } = image?.attribs ?? {};
  const shape = Number(width) / Number(height);
  return Number.isFinite(shape) && shape > 0 ? Math.min(Math.max(shape, 0.5), 3) : USUAL_SHAPE;
}

function picturesOf({ $ }: Layout, element: Element): Element[] {
  const nested = $(element).find(
    'figure.wp-block-image, li.blocks-gallery-item > figure, .gallery-item',
  );
  const found = nested.length > 0 ? nested : $(element).find('img');
  const pictures = found.toArray() as Element[];
  for (const one of pictures) if (!$(one).is('img')) $(one).attr('style', 'margin:0');
  return pictures;
}

function columnsOf(element: Element, count: number): number {
  const named = /\b(?:gallery-)?columns-(\d)\b/.exec(element.attribs['class'] ?? '')?.[1];
  if (named && !hasClass(element, 'columns-default')) return Math.max(1, Number(named));
  return Math.max(1, Math.min(3, count));
}
