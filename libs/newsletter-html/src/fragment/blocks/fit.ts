import type { Element } from 'domhandler';
import { setStyle, styleOf } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';
import type { Place } from './layout.js';

/** A page has more room than a mail: anything wider than the available space is reduced to it. */
export function fit(element: Element, place: Place): void {
  const style = styleOf(element);
  const base = { em: place.fontPx, percent: place.width };
  if (isTooWide(style.get('width'), place, base)) {
    style.delete('width');
    setStyle(element, style);
    if (element.name === 'table') element.attribs['width'] = '100%';
  }
  if (!isTooWide(`${element.attribs['width']}px`, place)) return;
  if (element.name === 'table') element.attribs['width'] = '100%';
  else delete element.attribs['width'];
}

function isTooWide(
  width: string | undefined,
  place: Place,
  base?: { em: number; percent: number },
): boolean {
  return (pixels(width, base) ?? 0) > place.width;
}
