import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Findings, warn } from '../findings.js';
import { setStyle, styleOf } from '../styles/element-style.js';
import { isHiding } from '../../view/hiding.js';
import { declared, isHidden, withoutShape } from './hiding.js';
import { withoutInvisible } from './invisible.js';

const FOR_READERS_OF_SCREENS = '.screen-reader-text, .visually-hidden, .sr-only';
/** Icons for what a click does. */
const CONTROLS = '.wp-block-accordion-heading__toggle-icon, .lightbox-trigger';
/** What a page shows at a click is shown in a mail. */
const UNFOLDED =
  '.wp-block-accordion-panel, .wp-block-tab-panel, [role=tabpanel], details, details *';

/** What the page hides is removed with its text, so that no program that knows fewer styles shows it. */
export function withoutHidden($: CheerioAPI, findings: Findings): void {
  $(CONTROLS).remove();
  withoutBackLinks($);
  // The notes are in the same mail, where hardly any program follows an internal link.
  $('sup.fn > a').each((_index, link) => void $(link).replaceWith($(link).contents()));
  unfold($);
  keepNames($);
  const labels = $(FOR_READERS_OF_SCREENS).toArray() as Element[];
  for (const label of labels) $(label).remove();
  let first = '';
  for (const element of $('body [style], body [hidden]').toArray() as Element[]) {
    const text = takenAway($, element).trim();
    first ||= text;
  }
  // What controls the page has no use in a mail.
  $('body [role]').removeAttr('role');
  if (first === '') return;
  const words =
    'Hidden content was removed from the newsletter, because some email clients would show it.';
  warn(findings, 'hidden-removed', words, `text "${first}"`);
}

/** From a note to its number in the text, as WordPress names it: the note's own name and `-link`. */
function withoutBackLinks($: CheerioAPI): void {
  for (const note of $('.wp-block-footnotes li[id]').toArray() as Element[]) {
    const back = `#${note.attribs['id']}-link`;
    for (const link of $(note).find('a').toArray() as Element[]) {
      if (link.attribs['href']?.endsWith(back)) $(link).remove();
    }
  }
}

/** Removes the hidden content of the element. @returns its text */
function takenAway($: CheerioAPI, element: Element): string {
  if (!isHidden($, element)) {
    withoutShape(element);
    return withoutInvisible($, element);
  }
  const text = $(element).text();
  $(element).remove();
  return text;
}

function unfold($: CheerioAPI): void {
  for (const element of $(UNFOLDED).toArray() as Element[]) {
    delete element.attribs['hidden'];
    const style = styleOf(element);
    for (const [name, value] of declared(element)) {
      if (name === 'visibility' || isHiding(name, value, declared(element))) style.delete(name);
    }
    setStyle(element, style);
  }
}

/** The link of a symbol has its name for screen readers: without the symbol, only the name is left. */
function keepNames($: CheerioAPI): void {
  for (const link of $('a').toArray() as Element[]) {
    const labels = $(link).find(FOR_READERS_OF_SCREENS);
    if (labels.length === 0) continue;
    const rest = $(link).clone();
    rest.find(FOR_READERS_OF_SCREENS).remove();
    if (rest.text().trim() === '' && rest.find('img').length === 0)
      labels.removeAttr('class style');
  }
}
