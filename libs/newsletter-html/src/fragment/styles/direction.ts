import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { childrenOf } from '../blocks/layout.js';
import { QUOTE_EDGE } from './base.js';
import { type Style, setStyle, styleOf, taken } from './element-style.js';
import { type Direction, physical } from './logical.js';

/** Converts logical sides to left and right, which every mail program reads. */
export function byDirection($: CheerioAPI, direction: Direction): void {
  for (const body of $('body').toArray() as Element[]) within(body, direction);
}

function within(element: Element, outer: Direction): void {
  const style = styleOf(element);
  const direction = directionOf(style.get('direction') ?? element.attribs['dir'], outer);
  withOneEdge(style, direction);
  if (style.size > 0) {
    const made = new Map<string, string>();
    for (const [name, value] of style) {
      const [written, meant] = physical(name, value, direction);
      // The later one overrides, so it must also come later.
      made.delete(written);
      made.set(written, meant);
    }
    setStyle(element, made);
  }
  for (const child of childrenOf(element)) within(child, direction);
}

/** A theme that draws a quote's other edge itself, whatever the direction, draws the only one. */
function withOneEdge(style: Style, direction: Direction): void {
  const other = direction === 'ltr' ? 'right' : 'left';
  const isDrawn = [...style].some(([name]) => name.startsWith(`border-${other}`));
  if (!isDrawn || style.get('border-inline-start') !== QUOTE_EDGE) return;
  const space = taken(style, /^(?:border|padding)-inline-start$/).get('padding-inline-start');
  if (space && !style.has(`padding-${other}`)) style.set(`padding-${other}`, space);
}

function directionOf(written: string | undefined, outer: Direction): Direction {
  const value = written?.trim().toLowerCase();
  return value === 'ltr' || value === 'rtl' ? value : outer;
}
