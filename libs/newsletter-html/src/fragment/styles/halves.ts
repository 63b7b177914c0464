import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { ZERO } from '../../view/css-number.js';
import { isHiding } from '../../view/hiding.js';
import { declared, isHidden } from '../clean/hiding.js';
import { isOfDesktop, isOfReader } from './media.js';
import type { Property, Rule } from './style-sheet.js';

const DARK = /prefers-color-scheme/;

/**
 * Of a pair for desktops and phones, or for light and dark screens, the hidden half is removed. Then the other half
 * must not be hidden, or nothing would be visible.
 * @returns whether a rule of the query may hide
 */
export function mayHide($: CheerioAPI, rules: readonly Rule[]): (media: string) => boolean {
  const showing = rules.flatMap(({ media, ...rule }) => {
    return media !== null && isShowing($, { media, ...rule }) ? [DARK.test(media)] : [];
  });
  return (media) => !showing.includes(DARK.test(media));
}

/** Whether some readers of the page see what the newsletter hides. */
function isShowing($: CheerioAPI, { selector, properties, media }: Rule & { media: string }) {
  if (isOfDesktop(media)) {
    return properties.some(hides) && matched($, selector.text).some((one) => isHidden($, one));
  }
  if (!isOfReader(media)) return false;
  const shown = properties.filter((property) => HIDERS.test(property.name) && !hides(property));
  return shown.length > 0 && matched($, selector.text).some((one) => isHiddenBy(one, shown));
}

const HIDERS =
  /^(?:display|visibility|opacity|(?:max-)?(?:height|width)|font-size|transform|clip)$/;

/** Whether the declarations that these replace hide the element. */
function isHiddenBy(element: Element, shown: readonly Property[]): boolean {
  const style = declared(element);
  const isGone = shown.some(({ name }) => {
    const value = style.get(name) ?? '';
    return isHiding(name, value, style) || isNothing(name, value);
  });
  return isGone || (element.attribs['hidden'] !== undefined && shown.some(isDisplay));
}

export function hides({ name, value }: Property): boolean {
  const written = value.toLowerCase();
  return isHiding(name, written, new Map([[name, written]])) || isNothing(name, written);
}

function isDisplay({ name }: Property): boolean {
  return name === 'display';
}

function isNothing(name: string, value: string): boolean {
  if (name === 'visibility') return value === 'hidden' || value === 'collapse';
  return name === 'font-size' && ZERO.test(value);
}

/** Nothing if the newsletter's parser does not know the selector. */
export function matched($: CheerioAPI, selector: string): Element[] {
  try {
    return $(selector).toArray() as Element[];
  } catch {
    return [];
  }
}
