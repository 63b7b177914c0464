import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { setStyle, styleOf } from '../styles/element-style.js';

/** About the width of a phone's screen, less what surrounds the text. */
const LONG = /\S{30}/;

/**
 * Addresses and the like would make the cells around them, and so the whole mail, wider than a phone: they may
 * break anywhere. Other words may not: a table would break them, too, to make room for its longest column.
 */
export function breakLongWords($: CheerioAPI, content: Element): void {
  for (const element of $(content).find('*').toArray() as Element[]) {
    const isLong = element.children.some((child) => child.type === 'text' && LONG.test(child.data));
    if (!isLong) continue;
    const style = styleOf(element);
    style.set('word-break', 'break-word');
    setStyle(element, style);
  }
}
