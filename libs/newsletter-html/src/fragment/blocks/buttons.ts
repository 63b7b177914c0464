import type { Element } from 'domhandler';
import { contrast, opaque } from '../../color/color.js';
import {
  type Style,
  setStyle,
  sidesOf,
  styleOf,
  taken,
  writtenSides,
} from '../styles/element-style.js';
import { alignmentOf } from './alignment.js';
import { backgroundOf, withPlainBackground } from './box.js';
import {
  type Block,
  type Layout,
  type Place,
  childrenOf,
  firstWithin,
  hasClass,
} from './layout.js';
import { PRESENTATION, tableOfOne } from './table.js';

const READABLE = 3;

/** Buttons side by side; on a phone, one below the other. */
export const buttons: Block = (layout, element, place) => {
  const { $ } = layout;
  const found = childrenOf(element).filter(
    (one) => $(one).text().trim() !== '' || $(one).find('img').length > 0,
  );
  const isColumn = hasClass(element, 'is-vertical');
  const align = alignmentOf(element, layout);
  const space = layout.start === 'left' ? '0 8px 8px 0' : '0 0 8px 8px';
  const cells = found.map((one) => {
    const width = /wp-block-button__width-(\d+)/.exec(one.attribs['class'] ?? '')?.[1];
    const size = width && !isColumn ? ` width="${width}%"` : '';
    return `<td class="nl-button"${size} style="padding:${space}"></td>`;
  });
  const rows = isColumn ? cells.join('</tr><tr>') : cells.join('');
  const full = /width="\d/.test(rows) ? ' width="100%" style="width:100%"' : '';
  const made = $(
    `<table ${PRESENTATION} width="100%" style="width:100%"><tbody><tr><td align="${align}" style="padding:0"><table ${PRESENTATION}${full}><tbody><tr>${rows}</tr></tbody></table></td></tr></tbody></table>`,
  );
  const tds = made.find('td.nl-button').toArray() as Element[];
  $(element).replaceWith(made);
  found.forEach((one, index) => {
    if (/\bis-style-outline/.test(one.attribs['class'] ?? '')) outlined(layout, one);
    const link = firstWithin(layout, one, 'a, .wp-block-button__link') ?? one;
    const isWide = /wp-block-button__width-/.test(one.attribs['class'] ?? '');
    $(tds[index] as Element).append($(bulletproof(layout, link, place, isWide)));
  });
};

/** Newer themes set this in a separate sheet that only their own pages have. */
function outlined(layout: Layout, button: Element): void {
  const link = firstWithin(layout, button, '.wp-block-button__link');
  if (!link || hasClass(link, 'has-background')) return;
  const style = styleOf(link);
  const borders = [...style].filter(([name]) => /^border(?!.*radius)/.test(name));
  const isPainted =
    borders.some(([, value]) => value.includes('solid')) &&
    !borders.some(([name, value]) => name === 'border-width' && /^0(?:px)?$/.test(value));
  const color = backgroundOf(style) ?? opaque(style.get('color') ?? '');
  taken(style, /^background/);
  if (isPainted || !color) {
    setStyle(link, style);
    return;
  }
  taken(style, /^border(?!.*radius)/);
  setStyle(link, style.set('color', color).set('border', `2px solid ${color}`));
}

const BOX = /^(?:background|border|padding|box-)/;

/** A link in a colored cell: it stays a button in Outlook, which ignores padding of links. */
export function bulletproof(layout: Layout, link: Element, place: Place, isWide = false): Element {
  const style = styleOf(link);
  const cell = taken(style, BOX);
  const padding = sidesOf(cell, 'padding', place.fontPx);
  if (padding.left + padding.right === 0)
    Object.assign(padding, { top: 12, right: 24, bottom: 12, left: 24 });
  taken(cell, /^padding/);
  taken(style, /^(?:width|height|display|margin|max-width)/);
  withPlainBackground(cell);
  const background = backgroundOf(cell);
  const color = colorOf(style, cell, background ?? place.background, place);
  for (const [name, value] of Object.entries(LINK)) if (!style.has(name)) style.set(name, value);
  style.set('color', color);
  style.set('padding', writtenSides(padding));
  const radius = cell.get('border-radius');
  if (radius) style.set('border-radius', radius);
  if (isWide) style.set('display', 'block');
  setStyle(link, style);
  // Outlook takes the padding from here, as it ignores that of links.
  cell.set('mso-padding-alt', writtenSides(padding));
  cell.set('text-align', 'center');
  if (background) cell.set('background-color', background);
  const { table, cell: td } = tableOfOne(layout, {
    ...(isWide ? { width: '100%' } : {}),
    table: new Map([['border-collapse', 'separate']]),
    cell,
    attributes: { align: 'center', ...(background ? { bgcolor: background } : {}) },
  });
  layout.$(link).addClass('nl-keep');
  layout.$(td).append(layout.$(link));
  return table;
}

const LINK = {
  display: 'inline-block',
  'text-decoration': 'none',
  'line-height': '1.25',
  'font-weight': 'bold',
};

/** The editor's color if it is readable; an outlined button takes that of its border. */
function colorOf(style: Style, cell: Style, background: string, place: Place): string {
  const border = /#[0-9a-f]{6}/i.exec(
    [...cell].filter(([name]) => name.startsWith('border')).join(' '),
  )?.[0];
  const wanted = opaque(style.get('color') ?? '') ?? border ?? place.color;
  if (contrast(wanted, background) >= READABLE) return wanted;
  return contrast('#ffffff', background) >= contrast('#000000', background) ? '#ffffff' : '#000000';
}
