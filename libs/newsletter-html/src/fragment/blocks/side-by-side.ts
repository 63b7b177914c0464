import type { Element } from 'domhandler';
import { written } from '../styles/element-style.js';
import type { Layout, Place } from './layout.js';
import { PRESENTATION, forOutlook } from './table.js';

export type Column = { element: Element; width: number; valign: string };

type Row = { place: Place; gap: number };

/**
 * Columns that are side by side if there is room, and one below the other on a phone, without a
 * media query: boxes with a maximum width in a row. Outlook, which ignores maximum widths, gets a table.
 */
export function sideBySide(layout: Layout, into: Element, columns: Column[], row: Row): void {
  const { $, start } = layout;
  const end = start === 'left' ? 'right' : 'left';
  const open = `<table ${PRESENTATION} width="${row.place.width}"><tr>`;
  const pieces: string[] = [];
  columns.forEach(({ width, valign }, index) => {
    const isLast = index === columns.length - 1;
    const outer = width + (isLast ? 0 : row.gap);
    const cell = written([
      ['font-size', `${row.place.fontPx}px`],
      ['padding', '0'],
      ...(isLast ? [] : ([[`padding-${end}`, `${row.gap}px`]] as const)),
    ]);
    const before = `${index === 0 ? open : '</td>'}<td width="${outer}" valign="${valign}">`;
    pieces.push(
      forOutlook(before),
      `<div class="nl-column" style="display:inline-block;vertical-align:${valign};width:100%;max-width:${outer}px">`,
      `<table ${PRESENTATION} width="100%" style="width:100%"><tbody><tr><td class="nl-cell" style="${cell}"></td></tr></tbody></table></div>`,
    );
  });
  const around = written([
    ['font-size', '0'],
    ['line-height', 'inherit'],
    ['text-align', start],
    ['padding', '0'],
  ]);
  const made = $(
    `<table ${PRESENTATION} width="100%" style="width:100%"><tbody><tr><td style="${around}">${pieces.join('')}${forOutlook('</td></tr></table>')}</td></tr></tbody></table>`,
  );
  const cells = made.find('td.nl-cell').toArray() as Element[];
  $(into).replaceWith(made);
  columns.forEach(({ element, width }, index) => {
    const cell = cells[index];
    if (!cell) return;
    $(cell).append($(element));
    layout.within(cell, { ...row.place, width });
  });
}
