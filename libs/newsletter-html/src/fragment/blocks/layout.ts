import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';

/** Where a block stands: what a mail program must be told again in each cell. */
export type Place = {
  /** Pixels that are there for it. */
  width: number;
  fontPx: number;
  /** What is behind it, and the color of text there. */
  background: string;
  color: string;
};

export type Layout = {
  $: CheerioAPI;
  /** `left`, or `right` where the language is written from there. */
  start: 'left' | 'right';
  /** Makes tables of the blocks within an element. */
  within: (element: Element, place: Place) => void;
};

/** Makes a table of one block, and of those within it. */
export type Block = (layout: Layout, element: Element, place: Place) => void;

export function childrenOf(element: Element): Element[] {
  return element.children.filter((child): child is Element => child.type === 'tag');
}

export function hasClass(element: Element, name: string): boolean {
  return ` ${element.attribs['class'] ?? ''} `.replace(/\s/g, ' ').includes(` ${name} `);
}

/** The first within it that is marked so. */
export function firstWithin(
  { $ }: Layout,
  element: Element,
  selector: string,
): Element | undefined {
  return $(element).find(selector).get(0) as Element | undefined;
}
