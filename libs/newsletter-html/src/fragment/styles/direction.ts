import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { childrenOf } from '../blocks/layout.js';
import { QUOTE_EDGE } from './base.js';
import { type Style, setStyle, styleOf, taken } from './element-style.js';
import { type Direction, physical } from './logical.js';

/** What a style says by direction of writing is said by left and right: so every mail program reads it. */
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
      // The later one is stronger, so it must also stand later.
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
