import { type FormatCallback, compile } from 'html-to-text';
import { type Range, edited } from '../document/range.js';
import { type IsKnown } from '../merge/known-variables.js';
import { escapeMergeDelimiters } from '../merge/merge-delimiters.js';
import { saidTwice } from '../view/said-twice.js';
import type { View } from '../view/view.js';
import type { Viewed } from '../view/viewed.js';
import { withoutInvisible } from './characters.js';

/** A picture is what stands for it; its address tells readers of plain text nothing. */
const alternative: FormatCallback = (element, _walk, builder) => {
  const alt = element.attribs?.['alt']?.trim();
  if (alt) builder.addInline(alt);
};

/** Cells stand beside each other, and each row on a line of its own. */
const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};

const LINE = { format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } };

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
  selector,
  options: { uppercase: false },
}));

const convert = compile({
  wordwrap: false,
  formatters: { alternative, cell },
  selectors: [
    ...HEADINGS,
    ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
    ...['tr', 'dt', 'dd'].map((selector) => ({ selector, ...LINE })),
    { selector: 'img', format: 'alternative' },
    {
      selector: 'a',
      options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'], noAnchorUrl: true },
    },
  ],
});

/** No mail is nested as deep; the converter calls itself for each level, and takes quadratic time. */
const DEEPEST = 300;

/** The newsletter for those who read plain text: what readers see of its HTML. */
export function textPart({ html, view, scan }: Viewed, isKnown: IsKnown): string {
  // The converter would leave out what stands behind `</body>`, which mail programs show.
  const shown = edited(html, [...view.hidden, ...saidTwice(view), ...scan.outermost].map(taken));
  const text = converted(shown, view) ?? bareText(view);
  const footer = text.replaceAll(/@\{optoutfooterhtml\}@/gi, '@{optoutfootertext}@');
  // Omeda refuses what looks like markup: "TextContent should not contain html."
  const plain = withoutInvisible(footer).replaceAll(/<(?=[a-z/!?])/gi, '< ');
  return escapeMergeDelimiters(plain, { as: 'text', keeps: isKnown }).text.trim();
}

function taken({ start, end }: Range) {
  return { start, end, text: '' };
}

/** Nothing where the nesting, as the converter reads it, is too deep for it. */
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
