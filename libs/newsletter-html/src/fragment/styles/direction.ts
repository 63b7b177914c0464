import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { childrenOf } from '../blocks/layout.js';
import { setStyle, styleOf } from './element-style.js';
import { type Direction, physical } from './logical.js';

/** What a style says by direction of writing is said by left and right: so every mail program reads it. */
export function byDirection($: CheerioAPI, direction: Direction): void {
  for (const body of $('body').toArray() as Element[]) within(body, direction);
}

function within(element: Element, outer: Direction): void {
  const style = styleOf(element);
  const direction = directionOf(style.get('direction') ?? element.attribs['dir'], outer);
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

function directionOf(written: string | undefined, outer: Direction): Direction {
  const value = written?.trim().toLowerCase();
  return value === 'ltr' || value === 'rtl' ? value : outer;
}
