import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';

/** The context of a block: what must be repeated for mail programs in each cell. */
export type Place = {
  /** The available width in pixels. */
  width: number;
  fontPx: number;
  /** The background, and the color of text on it. */
  background: string;
  color: string;
};

export type Layout = {
  $: CheerioAPI;
  /** `left`, or `right` for languages that are written from there. */
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

/** The first descendant with this mark. */
export function firstWithin(
  { $ }: Layout,
  element: Element,
  selector: string,
): Element | undefined {
  return $(element).find(selector).get(0) as Element | undefined;
}
