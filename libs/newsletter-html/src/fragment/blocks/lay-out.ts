import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { setStyle, sidesOf, styleOf, taken } from '../styles/element-style.js';
import { around, box, insideOf, isBox } from './box.js';
import { buttons } from './buttons.js';
import { columns } from './columns.js';
import { cover } from './cover.js';
import { dataTable } from './data-table.js';
import { details } from './details.js';
import { file } from './file.js';
import { fit } from './fit.js';
import { gallery } from './gallery.js';
import { flexRow, grid } from './group.js';
import { atWidth, imageBlock } from './image.js';
import { measuredMaps } from './image-maps.js';
import { type Block, type Layout, type Place, childrenOf, hasClass } from './layout.js';
import { separator, spacer } from './lines.js';
import { mediaText } from './media-text.js';
import { socialLinks } from './social-links.js';

/** By class: blocks that a mail program cannot lay out by style alone. */
const BLOCKS: [string, Block][] = [
  ['wp-block-cover', cover],
  ['wp-block-columns', columns],
  ['wp-block-media-text', mediaText],
  ['wp-block-gallery', gallery],
  ['gallery', gallery],
  ['wp-block-image', imageBlock],
  ['wp-caption', imageBlock],
  ['wp-block-buttons', buttons],
  ['wp-block-separator', separator],
  ['wp-block-spacer', spacer],
  ['wp-block-file', file],
  ['wp-block-social-links', socialLinks],
];

/** They become tables as a whole. */
const SPACED = new Set<Block>([
  cover,
  columns,
  mediaText,
  gallery,
  buttons,
  separator,
  spacer,
  file,
  socialLinks,
]);
/** They draw their own background. */
const DRAWN = new Set<Block>([cover, separator]);

const BY_TAG: Record<string, Block> = { hr: separator, table: dataTable, details };

/** Makes tables of all blocks of a page's body. */
export function layOut($: CheerioAPI, body: Element, start: 'left' | 'right', place: Place): void {
  const layout: Layout = { $, start, within: (element, inner) => within(layout, element, inner) };
  const measureMaps = measuredMaps($);
  layout.within(body, place);
  measureMaps();
}

function within(layout: Layout, parent: Element, place: Place): void {
  for (const child of childrenOf(parent)) one(layout, child, place);
}

function one(layout: Layout, element: Element, place: Place): void {
  if (element.name === 'img') {
    atWidth(element, place);
    return;
  }
  fit(element, place);
  const style = styleOf(element);
  const block = blockOf(element);
  // A row's own box is drawn around it; then its content is laid out without one.
  if (isBox(element, style) && !DRAWN.has(block ?? box)) box(layout, element, place);
  else if (block && SPACED.has(block))
    spaced(layout, element, { block, place: insideOf(style, place) });
  else if (block) block(layout, element, insideOf(style, place));
  else within(layout, element, insideOf(style, place));
}

type Spaced = { block: Block; place: Place };

/** A block that becomes a table leaves its margin to a cell around it. */
function spaced(layout: Layout, element: Element, { block, place }: Spaced): void {
  const style = styleOf(element);
  const margin = sidesOf(style, 'margin', place.fontPx);
  taken(style, /^margin/);
  setStyle(element, style);
  const holder = layout.$('<div></div>');
  layout.$(element).replaceWith(holder);
  holder.append(layout.$(element));
  block(layout, element, place);
  if (element.parent === null) keepRest(layout, holder.get(0) as Element, { element, place });
  around(layout, holder.get(0) as Element, margin);
}

/** Content of a block that is not part of it, as in handwritten HTML, comes after it. */
function keepRest(
  layout: Layout,
  holder: Element,
  { element, place }: { element: Element; place: Place },
): void {
  const { $ } = layout;
  if ($(element).text().trim() === '' && $(element).find('img, map').length === 0) return;
  const rest = $('<div></div>').append($(element).contents());
  $(holder).append(rest);
  layout.within(rest.get(0) as Element, place);
}

function blockOf(element: Element): Block | undefined {
  return (
    BLOCKS.find(([name]) => hasClass(element, name))?.[1] ??
    rowOrGrid(element) ??
    BY_TAG[element.name]
  );
}

function rowOrGrid(element: Element): Block | undefined {
  if (!hasClass(element, 'wp-block-group') && !hasClass(element, 'wp-block-post-template'))
    return undefined;
  if (hasClass(element, 'is-layout-grid')) return grid;
  const isRow = hasClass(element, 'is-layout-flex') && !hasClass(element, 'is-vertical');
  return isRow && styleOf(element).get('flex-direction') !== 'column' ? flexRow : undefined;
}
