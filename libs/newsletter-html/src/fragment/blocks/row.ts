import type { Element } from 'domhandler';
import { written } from '../styles/element-style.js';
import type { Layout, Place } from './layout.js';
import { PRESENTATION } from './table.js';

type Cell = { element: Element; width: number; valign: string };

type Row = {
  place: Place;
  gap: number;
  /** Each cell as wide as its content, as in a row of a group; otherwise each has its width. */
  isNatural?: boolean;
  isSpread?: boolean;
  align?: string;
};

/** Cells that stay side by side also on a phone: pictures of a gallery, rows that an editor made. */
export function rowOf(layout: Layout, cells: Cell[], row: Row): Element {
  const { $, start } = layout;
  const { place, gap } = row;
  const end = start === 'left' ? 'right' : 'left';
  const tds = cells.map(({ width, valign }, index) => {
    const space = index === cells.length - 1 ? 0 : gap;
    const style = written([
      ['padding', '0'],
      [`padding-${end}`, `${space}px`],
    ]);
    const share = Math.round(((width + space) / place.width) * 1000) / 10;
    const isFar = row.isSpread && index > 0 && index === cells.length - 1;
    const far = isFar ? ` align="${end}"` : '';
    const size = row.isNatural ? '' : ` width="${share}%"`;
    return `<td${size}${far} valign="${valign}" style="${style}"></td>`;
  });
  const isWide = !row.isNatural || row.isSpread;
  const size = isWide ? ' width="100%" style="width:100%"' : '';
  const align = row.align && !isWide ? ` align="${row.align}"` : '';
  const table = $(
    `<table ${PRESENTATION}${size}${align}><tbody><tr>${tds.join('')}</tr></tbody></table>`,
  );
  const made = table.find('td').toArray() as Element[];
  cells.forEach(({ element, width }, index) => {
    const td = made[index];
    if (!td) return;
    $(td).append($(element));
    layout.within(td, { ...place, width });
  });
  return table.get(0) as Element;
}
