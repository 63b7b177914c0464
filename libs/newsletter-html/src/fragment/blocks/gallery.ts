import type { Element } from 'domhandler';
import { type Block, type Layout, type Place, hasClass } from './layout.js';
import { rowOf } from './row.js';

const GAP_PX = 8;
const MOST_IN_ROW = 4;
/** Width by height, if a picture's size is unknown. */
const USUAL_SHAPE = 1.5;

/** Emoji in a text, and what is in a caption, are not pictures of a gallery. */
const NO_PICTURE = '.emoji, .wp-smiley, figcaption img, .gallery-caption img';
/** They occur only in a list or a table. */
const CELLS = new Set(['li', 'td', 'th']);
const TERMS = new Set(['dt', 'dd']);

/**
 * Pictures in rows. A mail cannot crop them to one shape as the page does, so each row has one height: a picture
 * is as wide as its shape requires.
 */
export const gallery: Block = (layout, element, place) => {
  const { $ } = layout;
  const pictures = picturesOf(layout, element);
  if (pictures.length === 0 || hasMore(layout, element, pictures)) {
    layout.within(element, place);
    return;
  }
  for (const one of pictures) if (!/^(?:img|a)$/.test(one.name)) $(one).attr('style', 'margin:0');
  const linked = pictures.map((one) => inItsLink(layout, one, element));
  const perRow = Math.min(columnsOf(element, pictures.length), MOST_IN_ROW);
  const made = $('<div></div>');
  for (let index = 0; index < pictures.length; index += perRow) {
    const cells = inOneHeight(layout, linked.slice(index, index + perRow), place);
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

/** Limited so that there is room for the others. */
function shapeOf(image: Element | undefined): number {
  const { width, height } = image?.attribs ?? {};
  const shape = Number(width) / Number(height);
  return Number.isFinite(shape) && shape > 0 ? Math.min(Math.max(shape, 0.5), 3) : USUAL_SHAPE;
}

/** Each picture with its link, its caption, and the block around them. */
function picturesOf({ $ }: Layout, element: Element): Element[] {
  const images = $(element).find('img').not(NO_PICTURE).toArray() as Element[];
  const count = new Map<Element, number>();
  for (const image of images) {
    for (let one = parentOf(image); one && one !== element; one = parentOf(one)) {
      count.set(one, (count.get(one) ?? 0) + 1);
    }
  }
  return images.map((image) => {
    let own = image;
    for (let one = parentOf(image); one && count.get(one) === 1; one = parentOf(one)) {
      if (CELLS.has(one.name)) break;
      if (!TERMS.has(one.name)) own = one;
    }
    return own;
  });
}

function parentOf({ parent }: Element): Element | undefined {
  return parent?.type === 'tag' ? parent : undefined;
}

/** Whether there are words that belong to none of the pictures: only their place says what they describe. */
function hasMore({ $ }: Layout, element: Element, pictures: Element[]): boolean {
  const letters = (one: Element) => $(one).text().replace(/\s/g, '').length;
  const captions = $(element).children('figcaption').toArray() as Element[];
  const known = [...pictures, ...captions].reduce((sum, one) => sum + letters(one), 0);
  return letters(element) > known;
}

/** A link around several pictures becomes one around each. */
function inItsLink({ $ }: Layout, picture: Element, gallery: Element): Element {
  const link = $(picture).parentsUntil($(gallery), 'a').get(0);
  if (!link) return picture;
  const own = $('<a></a>').attr({ ...link.attribs });
  $(picture).replaceWith(own);
  return own.append($(picture)).get(0) as Element;
}

function columnsOf(element: Element, count: number): number {
  const named = /\b(?:gallery-)?columns-(\d)\b/.exec(element.attribs['class'] ?? '')?.[1];
  if (named && !hasClass(element, 'columns-default')) return Math.max(1, Number(named));
  return Math.max(1, Math.min(3, count));
}
