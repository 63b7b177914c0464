import type { Element } from 'domhandler';
import { type Style, written } from '../styles/element-style.js';
import type { Layout } from './layout.js';

export const PRESENTATION = 'role="presentation" border="0" cellpadding="0" cellspacing="0"';

type Options = {
  /** `100%`, a number of pixels, or as wide as its content. */
  width?: string;
  table?: Style;
  cell?: Style;
  attributes?: Record<string, string>;
};

/** A table of one cell; the caller fills the cell. */
export function tableOfOne(layout: Layout, { width, table, cell, attributes }: Options) {
  const { $ } = layout;
  const made = $(`<table ${PRESENTATION}><tbody><tr><td></td></tr></tbody></table>`);
  const style = new Map(table);
  if (width !== undefined) {
    made.attr('width', width);
    style.set('width', /^\d+$/.test(width) ? `${width}px` : width);
  }
  if (style.size > 0) made.attr('style', written(style));
  const inner = made.find('td');
  if (cell && cell.size > 0) inner.attr('style', written(cell));
  inner.attr(attributes ?? {});
  return { table: made.get(0) as Element, cell: inner.get(0) as Element };
}

/** The element's content goes into the cell, and the table replaces the element. */
export function boxed(layout: Layout, element: Element, options: Options): Element {
  const { table, cell } = tableOfOne(layout, options);
  layout.$(element).replaceWith(layout.$(table));
  layout.$(cell).append(layout.$(element));
  return cell;
}

/** A comment that only Outlook's Word reads. */
export function forOutlook(markup: string): string {
  return `<!--[if mso]>${markup}<![endif]-->`;
}
