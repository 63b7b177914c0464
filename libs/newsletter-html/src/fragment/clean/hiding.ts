import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { ZERO } from '../../view/css-number.js';
import { type Declared, isGone } from '../../view/hiding.js';
import { fontSizeOf } from '../../view/look.js';
import { setStyle, styleOf, taken } from '../styles/element-style.js';

/** Sizes relative to a parent's size, which are zero if that is zero. */
const OF_PARENT = /^[\d.]+(?:em|%)$/;

/**
 * Whether the page hides an element with its content. What only Outlook hides is visible everywhere else, and its
 * other half, for Outlook, was in a comment that has been removed: so Outlook shows it now, too.
 */
export function isHidden($: CheerioAPI, element: Element): boolean {
  return (
    isOfNoSize($, element) || isGone(declared(element), element.attribs['hidden'] !== undefined)
  );
}

/** Its style, normalized to lower case for comparison. */
export function declared(element: Element): Declared {
  return new Map([...styleOf(element)].map(([name, value]) => [name, value.toLowerCase()]));
}

/** Text of size zero. Around pictures and texts with a size of their own, this only removes gaps. */
function isOfNoSize($: CheerioAPI, element: Element): boolean {
  if (!ZERO.test(fontSizeOf(declared(element)) ?? '')) return false;
  const within = $(element).find('img, [style*="font"]').toArray() as Element[];
  return !within.some((one) => one.name === 'img' || hasSize(fontSizeOf(declared(one))));
}

function hasSize(size: string | undefined): boolean {
  return size !== undefined && !ZERO.test(size) && !OF_PARENT.test(size);
}

/** A frame with no height that kept its shape by padding: the link that is in it now needs neither. */
export function withoutShape(element: Element): void {
  const style = styleOf(element);
  if (!ZERO.test(style.get('height') ?? '') || !/%/.test(style.get('padding-bottom') ?? '')) return;
  taken(style, /^(?:height|padding-(?:top|bottom))$/);
  setStyle(element, style);
}
