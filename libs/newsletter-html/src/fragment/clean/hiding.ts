import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { ZERO } from '../../view/css-number.js';
import { type Declared, isGone } from '../../view/hiding.js';
import { fontSizeOf } from '../../view/look.js';
import { setStyle, styleOf, taken } from '../styles/element-style.js';

/** Of a parent's size of zero, such a size is zero, too. */
const OF_PARENT = /^[\d.]+(?:em|%)$/;

/**
 * Whether the page hides an element with all that is in it. What Outlook alone hides is seen by all others, and its
 * other half, for Outlook, stood in a comment that is gone: now it is for Outlook, too.
 */
export function isHidden($: CheerioAPI, element: Element): boolean {
  return (
    isOfNoSize($, element) || isGone(declared(element), element.attribs['hidden'] !== undefined)
  );
}

/** Its style as it is compared: in lower case. */
export function declared(element: Element): Declared {
  return new Map([...styleOf(element)].map(([name, value]) => [name, value.toLowerCase()]));
}

/** Text of no size. Around pictures and texts with a size of their own it only takes away gaps. */
function isOfNoSize($: CheerioAPI, element: Element): boolean {
  if (!ZERO.test(fontSizeOf(declared(element)) ?? '')) return false;
  const within = $(element).find('img, [style*="font"]').toArray() as Element[];
  return !within.some((one) => one.name === 'img' || hasSize(fontSizeOf(declared(one))));
}

function hasSize(size: string | undefined): boolean {
  return size !== undefined && !ZERO.test(size) && !OF_PARENT.test(size);
}

/** A frame that kept its shape by a padding of no height: the link that is in it now needs neither. */
export function withoutShape(element: Element): void {
  const style = styleOf(element);
  if (!ZERO.test(style.get('height') ?? '') || !/%/.test(style.get('padding-bottom') ?? '')) return;
  taken(style, /^(?:height|padding-(?:top|bottom))$/);
  setStyle(element, style);
}
