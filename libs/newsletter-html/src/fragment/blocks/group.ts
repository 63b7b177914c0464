import type { Element } from 'domhandler';
import { styleOf } from '../styles/element-style.js';
import { alignmentOf } from './alignment.js';
import { gapOf } from './columns.js';
import { type Block, childrenOf, hasClass } from './layout.js';
import { rowOf } from './row.js';

const MOST_GAP_PX = 16;
/** More in one row of natural width are too many for a phone. */
const MOST_IN_ROW = 4;

/** A group whose blocks are in a row: each as wide as its content. */
export const flexRow: Block = (layout, element, place) => {
  const inner = childrenOf(element);
  if (inner.length < 2) {
    layout.within(element, place);
    return;
  }
  const gap = Math.round(Math.min(gapOf(element, place), MOST_GAP_PX));
  const justified = styleOf(element).get('justify-content') ?? '';
  for (const part of inRows(inner, MOST_IN_ROW)) {
    const width = Math.floor((place.width - gap * (part.length - 1)) / part.length);
    const cells = part.map((one) => ({ element: one, width, valign: 'middle' }));
    const isSpread =
      justified === 'space-between' || hasClass(element, 'is-content-justification-space-between');
    const row = { place, gap, isNatural: true, isSpread, align: alignmentOf(element, layout) };
    layout.$(element).append(layout.$(rowOf(layout, cells, row)));
  }
};

/** A grid: cells of the same width. */
export const grid: Block = (layout, element, place) => {
  const inner = childrenOf(element);
  const gap = Math.round(Math.min(gapOf(element, place), MOST_GAP_PX));
  const columns = Math.min(gridColumns(element), Math.max(inner.length, 1));
  const width = Math.floor((place.width - gap * (columns - 1)) / columns);
  for (const part of inRows(inner, columns)) {
    const cells = part.map((one) => ({ element: one, width, valign: 'top' }));
    const rest = columns - part.length;
    for (let index = 0; index < rest; index += 1) {
      cells.push({ element: layout.$('<span></span>').get(0) as Element, width, valign: 'top' });
    }
    layout.$(element).append(layout.$(rowOf(layout, cells, { place, gap })));
  }
};

function inRows(elements: Element[], perRow: number): Element[][] {
  const rows: Element[][] = [];
  for (let index = 0; index < elements.length; index += perRow) {
    rows.push(elements.slice(index, index + perRow));
  }
  return rows;
}

function gridColumns(element: Element): number {
  const template = styleOf(element).get('grid-template-columns') ?? '';
  const named = /\bcolumns-(\d)\b/.exec(element.attribs['class'] ?? '')?.[1];
  const count = Number(/repeat\(\s*(\d+)/.exec(template)?.[1] ?? named ?? 3);
  return Math.min(Math.max(count, 1), MOST_IN_ROW);
}
