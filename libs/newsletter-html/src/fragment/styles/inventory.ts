import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { Selector } from './selector.js';

export type Inventory = { names: ReadonlySet<string>; elements: number };

/** Selectors that compare siblings take time that grows with the square of these. */
const MANY_ELEMENTS = 3_000;

/** The classes, ids and tags that a document has. */
export function inventoryOf($: CheerioAPI): Inventory {
  const names = new Set<string>();
  const all = $('*').toArray() as Element[];
  for (const element of all) {
    names.add(element.name.toLowerCase());
    if (element.attribs['id']) names.add(`#${element.attribs['id']}`);
    for (const name of (element.attribs['class'] ?? '').split(/\s+/))
      if (name) names.add(`.${name}`);
  }
  return { names, elements: all.length };
}

/** Whether a selector can match anything at all: most rules of a theme have nothing to do with a post. */
export function isNeeded(selector: Selector, { names, elements }: Inventory): boolean {
  if (selector.isCostly && elements > MANY_ELEMENTS) return false;
  return selector.needs.every((need) => names.has(need));
}
