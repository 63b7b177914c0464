import fc from 'fast-check';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { newsletterOf } from './fragment.testing.js';

const TAGS = [
  'p',
  'div',
  'table',
  'td',
  'b',
  'a href="x"',
  'ul',
  'li',
  'h2',
  'blockquote',
  'figure',
  'details',
  'pre',
  'img src="a" alt=""',
];
const BLOCKS = [
  'columns',
  'column',
  'group',
  'cover',
  'buttons',
  'button',
  'gallery',
  'media-text',
  'image',
  'separator',
  'file',
  'table',
  'quote',
];
const STYLES = [
  'color:red',
  'background:#123',
  'padding:1em',
  'width:50%',
  'margin:0 auto',
  'gap:x',
  'border:1px solid',
  'font-size:calc(',
  'a:b;;c',
];

const open = fc.record({
  tag: fc.constantFrom(...TAGS),
  block: fc.constantFrom('', ...BLOCKS),
  style: fc.constantFrom('', ...STYLES),
});
const piece = fc.oneof(
  open.map(({ tag, block, style }) => `<${tag} class="wp-block-${block}" style="${style}">`),
  fc.constantFrom(...TAGS.map((tag) => `</${tag.split(' ')[0]}>`)),
  fc.nat(999).map((number) => ` word${number} `),
  fc.constantFrom('<', '</', '<!--', '-->', '&amp;', '&', '"', '<![endif]', '@{name}@'),
);

describe('a fragment of any kind', () => {
  it('never throws, loses no visible word, and is the same twice', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join('');
        const first = newsletterOf({ html });
        expect(newsletterOf({ html })).toEqual(first);
        const shown = load(first.html)('body').text();
        for (const [word] of visibleText(html).matchAll(/word\d+/g)) expect(shown).toContain(word);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** What a browser shows of it. */
function visibleText(html: string): string {
  return load(html)('body').text();
}
