import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Findings, warn } from '../findings.js';
import type { Labels } from '../../labels.js';
import { putLink } from './link.js';

/**
 * Forms don't work in most mail programs: readers are led to the post, and names of fields are removed.
 * A search form belongs to the page alone.
 */
export function withoutForms(
  $: CheerioAPI,
  post: string | null,
  findings: Findings,
  { openForm: label }: Labels,
): void {
  for (const form of $('form').toArray() as Element[]) {
    if (isSearch(form)) {
      $(form).remove();
      continue;
    }
    const words = 'A form does not work in an email. Readers get a link to the post instead.';
    warn(findings, 'form-linked', words, `form "${$(form).text().trim()}"`);
    const address = post ?? form.attribs['action'];
    $(form).find('button, label').remove();
    const link = $('<div></div>');
    const text = $('<div></div>').append($(form).contents(), link);
    $(form).replaceWith(text);
    if (address) putLink($, link.get(0) as Element, { address, label });
  }
  // Those of collapsible blocks: their text is a title.
  for (const control of $('button, label').toArray() as Element[]) {
    $(control).replaceWith($(control).contents());
  }
}

function isSearch({ attribs }: Element): boolean {
  return attribs['role'] === 'search' || /\bsearch/.test(attribs['class'] ?? '');
}
