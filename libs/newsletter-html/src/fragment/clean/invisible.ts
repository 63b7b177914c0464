import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { isInvisible } from '../../view/hiding.js';
import { setStyle, styleOf, taken } from '../styles/element-style.js';
import { declared } from './hiding.js';

/** Removes what is invisible, but not what is visible again within it. @returns its text */
export function withoutInvisible($: CheerioAPI, element: Element): string {
  if (!isInvisible(declared(element))) return '';
  return takenFrom($, element);
}

function takenFrom($: CheerioAPI, element: Element): string {
  const within = $(element).find('[style]').toArray() as Element[];
  if (!within.some(isVisible)) {
    const text = $(element).text();
    $(element).remove();
    return text;
  }
  let text = '';
  for (const child of $(element).contents().toArray()) {
    if (child.type === 'tag') text += isVisible(child) ? '' : takenFrom($, child);
    else {
      text += $(child).text();
      $(child).remove();
    }
  }
  const style = styleOf(element);
  // Its own border and background are as invisible as its text.
  taken(style, /^(?:visibility|background|border)/);
  setStyle(element, style);
  return text;
}

function isVisible(element: Element): boolean {
  return declared(element).get('visibility') === 'visible';
}
