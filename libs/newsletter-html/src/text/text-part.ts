import { type FormatCallback, compile } from 'html-to-text';
import { type Range, edited } from '../document/range.js';
import { type IsKnown } from '../merge/known-variables.js';
import { escapeMergeDelimiters, withoutReferences } from '../merge/merge-delimiters.js';
import { saidTwice } from '../view/said-twice.js';
import type { View } from '../view/view.js';
import type { Viewed } from '../view/viewed.js';
import { withoutInvisible } from './characters.js';

/** A picture is replaced by its alternative text; its address is useless in plain text. */
const alternative: FormatCallback = (element, _walk, builder) => {
  const alt = element.attribs?.['alt']?.trim();
  if (alt) builder.addInline(alt);
};

/** Of a picture's areas, those with a link. */
const area: FormatCallback = ({ attribs }, _walk, builder) => {
  const { alt = '', href } = attribs ?? {};
  if (href) builder.addInline(`${alt.trim() ? `${alt} (${address(href)})` : address(href)} `);
};

/** As browsers read it. */
function address(written: string): string {
  return written.replace(/[\t\n\r]/g, '').trim();
}

/** Cells are side by side, and each row is on a line of its own. */
const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};

const LINE = { format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } };

/** Blocks in browsers, but inline in the converter, which would join their words to those before. */
const LINES = ['tr', 'dt', 'dd', 'figcaption', 'caption', 'summary', 'legend', 'hgroup', 'center'];
const BLOCKS = ['figure', 'details', 'fieldset', 'dl', 'search', 'dialog'];

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
  selector,
  options: { uppercase: false },
}));

const convert = compile({
  wordwrap: false,
  formatters: { alternative, area, cell },
  selectors: [
    ...HEADINGS,
    ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
    ...LINES.map((selector) => ({ selector, ...LINE })),
    ...BLOCKS.map((selector) => ({ selector, format: 'block' })),
    { selector: 'img', format: 'alternative' },
    { selector: 'area', format: 'area' },
    {
      selector: 'a',
      options: {
        hideLinkHrefIfSameAsText: true,
        linkBrackets: ['(', ')'],
        noAnchorUrl: true,
        pathRewrite: address,
      },
    },
  ],
});

/** No mail is nested as deep; the converter recurses for each level, and takes quadratic time. */
const DEEPEST = 300;

/** The newsletter in plain text: what readers see of its HTML. */
export function textPart({ html, view, scan }: Viewed, isKnown: IsKnown): string {
  // The converter would skip what comes after `</body>`, and would never end a comment at `--!>`,
  // although mail programs show what follows.
  const unread = [...scan.outermost, ...scan.comments];
  const shown = edited(html, [...view.hidden, ...saidTwice(view), ...unread].map(taken));
  const text = converted(withoutReferences(shown), view) ?? bareText(view);
  const footer = text.replaceAll(/@\{optoutfooterhtml\}@/gi, '@{optoutfootertext}@');
  // Omeda refuses what looks like markup: "TextContent should not contain html."
  const plain = withoutInvisible(footer).replaceAll(/<(?=[a-z/!?])/gi, '< ');
  return escapeMergeDelimiters(plain, { as: 'text', keeps: isKnown }).text.trim();
}

function taken({ start, end }: Range) {
  return { start, end, text: '' };
}

/** Nothing if the nesting, as the converter reads it, is too deep for it. */
function converted(html: string, { depth }: View): string | undefined {
  if (depth > DEEPEST) return undefined;
  try {
    return convert(withoutInvisible(html));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function bareText({ texts }: View): string {
  return texts.map(({ text }) => text.trim()).join('\n');
}
