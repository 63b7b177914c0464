import { load } from 'cheerio';
import type { Element } from 'domhandler';
import { setStyle, styleOf } from '../../libs/newsletter-html/src/fragment/styles/element-style.js';

/**
 * What two mail programs drop from a mail, so that Chromium shows about what they show. Sources: Microsoft, "Word 2007
 * HTML and CSS Rendering Capabilities in Outlook 2007" (Outlook's later versions for Windows draw with Word, too), and
 * the tables of caniemail.com for Outlook (Windows) and Gmail, as of November 2026.
 */
export type Program = 'outlook' | 'gmail';

const DROPPED: Record<Program, RegExp> = {
  outlook:
    /^(?:max-width|min-width|max-height|min-height|border(?:-\w+)*-radius|border-radius|background-(?:image|size|position|repeat)|display|float|opacity|overflow|overflow-wrap|word-break|object-fit|text-shadow|box-shadow|position)$/,
  gmail: /^(?:position|opacity|object-fit|background-blend-mode|float)$/,
};

/** Word draws padding only in cells. */
const CELLS = new Set(['td', 'th']);

export function asShownBy(program: Program, html: string): string {
  const $ = load(program === 'outlook' ? withConditions(html) : html);
  // Gmail drops style sheets for accounts of other providers, Word those that it cannot read.
  $('style').remove();
  $('[class]').removeAttr('class');
  for (const element of $('[style]').toArray() as Element[]) drop(program, element);
  return $.html();
}

function drop(program: Program, element: Element): void {
  const style = styleOf(element);
  if (style.get('display') === 'none' || style.get('mso-hide') === 'all') return;
  const padding = style.get('mso-padding-alt');
  for (const [name, value] of style) {
    const isPadding =
      program === 'outlook' && name.startsWith('padding') && !CELLS.has(element.name);
    if (DROPPED[program].test(name) || isPadding || /gradient\(/.test(value)) style.delete(name);
  }
  if (program === 'outlook' && padding) style.set('padding', padding);
  setStyle(element, style);
}

/** Shows what is written only for Outlook, and removes what is hidden from it. */
function withConditions(html: string): string {
  return html
    .replace(/<!--\[if !mso\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '')
    .replace(/<!--\[if mso\]>([\s\S]*?)<!\[endif\]-->/g, '$1')
    .replace(/<xml>[\s\S]*?<\/xml>/g, '');
}
