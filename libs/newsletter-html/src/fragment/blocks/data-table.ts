import type { Element } from 'domhandler';
import { setStyle, styleOf } from '../styles/element-style.js';
import { backgroundOf, insideOf } from './box.js';
import { fit } from './fit.js';
import { type Block, type Layout, type Place, childrenOf } from './layout.js';

/** A table stays a table, no wider than the available space. */
export const dataTable: Block = (layout, element, place) => {
  const style = styleOf(element);
  if (element.attribs['width'] === '100%' || style.get('width')?.endsWith('%')) {
    element.attribs['width'] = '100%';
    style.set('width', '100%');
  }
  element.attribs['cellspacing'] ??= '0';
  setStyle(element, style);
  for (const row of rowsOf(element)) inCells(layout, row, place);
};

function rowsOf(element: Element): Element[] {
  return childrenOf(element).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return child.name === 'caption' ? [] : childrenOf(child).filter(({ name }) => name === 'tr');
  });
}

/** The content of its cells: each has a share of the width. */
function inCells(layout: Layout, row: Element, place: Place): void {
  const cells = childrenOf(row);
  const width = Math.max(20, Math.floor(place.width / Math.max(cells.length, 1)) - 16);
  for (const cell of cells) {
    fit(cell, place);
    const style = styleOf(cell);
    const background = backgroundOf(style);
    if (background) cell.attribs['bgcolor'] = background;
    const inside = insideOf(style, place);
    layout.within(cell, { ...inside, width, background: background ?? place.background });
  }
}
