import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Findings, warn } from '../findings.js';
import { setStyle, styleOf } from '../styles/element-style.js';
import { isHiding, isOfNoSize, withoutShape } from './hiding.js';

const FOR_READERS_OF_SCREENS = '.screen-reader-text, .visually-hidden, .sr-only';
/** Signs of what a click does. */
const CONTROLS = '.wp-block-accordion-heading__toggle-icon, .lightbox-trigger';
/** What a page shows at a click: it stands open in a mail. */
const UNFOLDED =
  '.wp-block-accordion-panel, .wp-block-tab-panel, [role=tabpanel], details, details *';

/** What the page hides is taken away with its text, so that no program that knows fewer styles shows it. */
export function withoutHidden($: CheerioAPI, findings: Findings): void {
  $(CONTROLS).remove();
  unfold($);
  keepNames($);
  const labels = $(FOR_READERS_OF_SCREENS).toArray() as Element[];
  for (const label of labels) $(label).remove();
  let first = '';
  let count = 0;
  for (const element of $('body [style], body [hidden]').toArray() as Element[]) {
    if (!isHidden($, element)) {
      withoutShape(element);
      continue;
    }
    const text = $(element).text().trim();
    if (text !== '') {
      count += 1;
      first ||= text;
    }
    $(element).remove();
  }
  if (count === 0) return;
  const words =
    'What the post hides was taken out of the newsletter: some mail programs would show it.';
  warn(findings, 'hidden-removed', words, `text "${first}"`);
}

function unfold($: CheerioAPI): void {
  for (const element of $(UNFOLDED).toArray() as Element[]) {
    delete element.attribs['hidden'];
    const style = styleOf(element);
    for (const name of ['display', 'visibility', 'max-height', 'opacity', 'height']) {
      if (isHiding(name, style.get(name), style)) style.delete(name);
    }
    setStyle(element, style);
  }
}

/** A link of a symbol alone has its name for readers of screens: it is all that is left of it. */
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

function isHidden($: CheerioAPI, element: Element): boolean {
  if (element.attribs['hidden'] !== undefined || isOfNoSize($, element)) return true;
  const style = styleOf(element);
  return [...style].some(([name, value]) => isHiding(name, value, style));
}
