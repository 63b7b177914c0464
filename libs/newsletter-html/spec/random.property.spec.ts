import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBody } from '../src/newsletter/render-body.js';
import { viewOf } from '../src/view/view-of.js';
import { SOURCE } from './source.testing.js';

function rendered(html: string) {
  return renderBody({ ...SOURCE, html });
}

const TAGS = 'div p table tr td ul li a b span h2 center font blockquote'.split(' ');
const ATTRIBUTES = [
  '',
  ' style="color:#fff"',
  ' class="x" id=y',
  ' href="http://@{confirmunsubscribelink}@"',
  ' href="@{track_id}@"',
  ' bgcolor=red width="1"',
  ' title="a > b',
];
const ODDITIES = [
  '<!--[if mso]><table><tr><td><![endif]-->',
  '<!--[if !mso]><!-->',
  '<!--<![endif]-->',
  '<img src=x>',
  '<br/>',
  '@{',
  '}@',
  '@{first_name}@',
  '@{no such}@',
  '{{x}}',
  '<style>a{b:c}@media x{}</style>',
  '<title />',
  '</body>',
  '\u0093\u00ad\ud83d',
  '&amp;&nbsp;&#64;{',
  '<![CDATA[x]]>',
  '</table>',
  '<',
];

/** Distinct words, placed where readers see them. */
const word = fc.integer({ min: 1_000, max: 9_999 }).map((n) => `word${n}`);
const oddity = fc.constantFrom(...ODDITIES);
const { piece } = fc.letrec<{ piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    word,
    oddity,
    fc
      .tuple(
        fc.constantFrom(...TAGS),
        fc.constantFrom(...ATTRIBUTES.slice(0, -1)),
        fc.array(tie('piece'), { maxLength: 5 }),
        fc.boolean(),
      )
      .map(([tag, attributes, inside, isClosed]) => {
        return `<${tag}${attributes}>${inside.join(' ')}${isClosed ? `</${tag}>` : ''}`;
      }),
  ),
}));
const nested = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));
const hostile = fc
  .array(
    fc.oneof(fc.constantFrom(...ATTRIBUTES, ...TAGS.map((tag) => `<${tag}`)), oddity, fc.string()),
    {
      maxLength: 30,
    },
  )
  .map((pieces) => pieces.join(''));
const huge = fc
  .tuple(fc.oneof(piece, hostile), fc.integer({ min: 1, max: 60 }))
  .map(([one, times]) => one.repeat(times).slice(0, 4_000));
const document = fc
  .tuple(fc.oneof(nested, hostile, huge), fc.boolean())
  .map(([html, isWhole]) => (isWhole ? `<!DOCTYPE html><html><body>${html}</body></html>` : html));

const STYLES = [
  'visibility:hidden',
  'visibility:visible',
  'visibility:inherit',
  'transform:scale(0)',
  'display:none',
  'font-size:0',
  'font-size:16px',
  'color:red',
];
/** Whole elements, so that it is clear which one contains what. */
const { shown } = fc.letrec<{ shown: string }>((tie) => ({
  shown: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    word,
    fc
      .tuple(
        fc.constantFrom('div', 'section', 'span'),
        fc.constantFrom(...STYLES),
        fc.array(tie('shown'), { maxLength: 4 }),
      )
      .map(([tag, style, inside]) => `<${tag} style="${style}">${inside.join(' ')}</${tag}>`),
  ),
}));

/** The words, in whatever order and markup. */
function wordsOf(text: string): string[] {
  return (text.match(/word\d{4}/g) ?? []).sort();
}

function seenWords(html: string): string[] {
  return wordsOf(
    viewOf(html)
      .texts.map(({ text }) => text)
      .join('\n'),
  );
}

describe('a thousand documents, nested, unclosed, huge and hostile', () => {
  it('are rendered, twice the same, and lose nothing that readers see', () => {
    fc.assert(
      fc.property(document, (html) => {
        const once = rendered(html);
        expect(rendered(html)).toEqual(once);
        expect(rendered(once.html).html).toBe(once.html);
        const seen = seenWords(html);
        expect(seenWords(once.html)).toEqual(seen);
        expect(wordsOf(once.text)).toEqual(seen);
      }),
      { numRuns: 1_000 },
    );
    // Three renderings of each: half a minute on a shared machine.
  }, 600_000);
});

describe('five hundred posts that hide and show again', () => {
  it.each([
    ['a fragment', (html: string) => html],
    ['a whole document', (html: string) => `<html><body>${html}</body></html>`],
  ])(
    'as %s lose nothing that readers see, and show nothing else',
    (_what, around) => {
      fc.assert(
        fc.property(fc.array(shown, { maxLength: 6 }), (parts) => {
          const html = around(parts.join(' '));
          const { html: mail, text } = rendered(html);
          expect(seenWords(mail)).toEqual(seenWords(html));
          expect(wordsOf(text)).toEqual(seenWords(html));
        }),
        { numRuns: 500 },
      );
    },
    600_000,
  );
});

describe('hostile html', () => {
  // Quadratic time would take minutes, over the time limit of every spec.
  const isRendered = (html: string) =>
    expect(rendered(`<html><body>${html}`).html).toContain('</html>');

  it.each([
    ['nested tags', '<div>'.repeat(400_000)],
    ['open brackets', '<'.repeat(2_000_000)],
    ['open comments', '<!--'.repeat(500_000)],
    ['stray ends', '</b>'.repeat(500_000)],
    ['delimiters', '@{'.repeat(1_000_000)],
    ['merge tags of another service', '%%a'.repeat(600_000)],
    [
      'attributes of one tag',
      `<p ${Array.from({ length: 250_000 }, (_, n) => `a${n}`).join(' ')}>@{`,
    ],
  ])('of two megabytes of %s takes no more than a moment', (_what, html) => {
    isRendered(html);
  });

  it.each([
    ['titles of XHTML', '<title/>'.repeat(25_000)],
    ['links that are mended', '<a href="http://@{track_id}@">'.repeat(6_000)],
    ['style sheets', `<style>${'/*'.repeat(90_000)}</style>x`],
    ['addresses', `<p style="${'url('.repeat(50_000)}">x</p>`],
    ['open table cells', '<table><tr><td><p>'.repeat(10_000)],
    ['names of a variable', `<a href="@{${'unsubscribe'.repeat(90_000)}">x</a>`],
    ['ends that have no start near', `<p><table>${'<div>'.repeat(10_000)}${'</p>'.repeat(30_000)}`],
  ])('of %s takes no more than a moment', (_what, html) => {
    isRendered(html);
  });

  it('of a language behind many blanks takes no more than a moment', () => {
    const html = `<html lang=${' '.repeat(900_000)}'"'><body>x`;
    expect(rendered(html).html).toContain('</html>');
  });
});
