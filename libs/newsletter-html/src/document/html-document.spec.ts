import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withUnsubscribeLink, withoutHtmlMergeDelimiters, wrapInDocument } from '../index.js';
import { scanHtml } from './html-scan.js';

const LINK = '@{confirmunsubscribelink}@';

function render(html: string): string {
  return withUnsubscribeLink(wrapInDocument(html));
}

describe('html without a skeleton', () => {
  it.each([
    ['a fragment', '<p>Hello</p>'],
    ['nothing', ''],
    ['emoji and right-to-left text', '<p dir="rtl">😀 שלום</p>'],
    ['the end of a CDATA section', '<p>a ]]> b</p>'],
    ['tags that are only written about', '<p>&lt;html&gt; and "&lt;body&gt;"</p>'],
  ])('gets one around %s', (_what, html) => {
    const document = wrapInDocument(html);
    expect(document).toMatch(/^<!DOCTYPE html>\n<html><head><meta charset="utf-8">/);
    expect(document).toContain(`<body>\n${html}\n</body></html>`);
  });

  it.each([
    ['only a body', '<body style="margin:0"><p>x</p></body>', '<body style="margin:0">\n<p>x</p>'],
    ['only html', '<html><p>x</p></html>', '<body>\n<p>x</p>'],
    ['a head, no body', '<html><head><style>p{}</style></head><p>x</p></html>', '<style>p{}</s'],
    ['two bodies', '<body><p>x</p><body><p>y</p></body>', '<p>x</p><p>y</p>'],
  ])('gets a whole one where it has %s', (_what, html, kept) => {
    const document = wrapInDocument(html);
    for (const tag of [/<html[ >]/g, /<body[ >]/g, /<\/body>/g, /<\/html>/g]) {
      expect(document.match(tag)).toHaveLength(1);
    }
    expect(document).toContain(kept);
  });

  it.each([
    ['an end tag of a style sheet', '<style>p{}</style ', '>'],
    ['the start tag of a script', '<p>x</p><script src="a', '"></script>'],
    ['a script within a comment', '<script><!--<script>', '--></script>'],
    ['a title', '<title>x', '</title>'],
    ['a declaration', '<p>x</p><!doc', '>'],
    ['a comment', '<p>x</p><!-- never closed', '<!-- never closed\n-->'],
    ['a tag', '<p>x</p><a href=', '>'],
    ['an attribute', '<p>x</p><a href="http', '">'],
    ['a style sheet', '<p>x</p><style>p{', '</style>'],
    ['a script', '<script>if (a < b', '</script>'],
  ])('ends %s that was left open', (_what, html, closed) => {
    const document = render(html);
    expect(document).toContain(`${closed}<p style="text-align:center`);
    expect(document.endsWith('</a></p></body></html>')).toBe(true);
  });
});

const PIECES = ['<', '</', '>', '"', "'", '=', ' ', '-', '!', '<!', '<!--', '-->', '&am', 'x', '/'];
const TAGS = ['a b', 'style', 'script', 'title', 'textarea', 'iframe', 'xmp', 'p', '<![CDATA['];

describe('html that breaks off anywhere', () => {
  it('ends in a body whose end is read as one', () => {
    const piece = fc.constantFrom(...PIECES, ...TAGS, ...TAGS.map((tag) => `<${tag}>`));
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (html) => {
        const document = wrapInDocument(`<html><body>${html}`);
        expect(scanHtml(document).bodyEnd?.end).toBe(document.length - '</html>'.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a whole document', () => {
  const whole = [
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">\r\n',
    '<HTML xmlns:o="urn:x"><head><style>a{b:c}@media x{}</style></head>\r\n',
    '<!--[if mso]><body><![endif]-->\r\n<BODY bgcolor=red><center>x</center>\r\n',
    `<a href='${LINK}'>bye</a></BODY>\r\n</HTML>\r\n`,
  ].join('');

  it('stays as it is, byte for byte', () => {
    expect(render(whole)).toBe(whole);
  });

  it('is only closed where its end was cut off', () => {
    const cutOff = whole.slice(0, whole.indexOf('</BODY>'));
    expect(wrapInDocument(cutOff)).toBe(`${cutOff}</body></html>`);
  });
});

describe('the unsubscribe link', () => {
  it('is put before the end of the body', () => {
    const html = '<html>\r\n<body><p>x</p>\r\n</body></html>';
    expect(render(html)).toMatch(
      /<p>x<\/p>\r\n<p style="[^"]*"><a href="@\{confirmunsubscribelink\}@">Unsubscribe<\/a><\/p><\/body>/,
    );
  });

  it.each([LINK, '@{optoutfooterhtml}@', '@{mv_unsubscribe_url}@'])(
    'is not put where %s stands already',
    (variable) => {
      const html = `<html><body>${variable}</body></html>`;
      expect(render(html)).toBe(html);
    },
  );

  it('is put where the only other one is commented out', () => {
    const html = `<html><body><!-- ${LINK} --><p>x</p></body></html>`;
    expect(render(html)).toContain('Unsubscribe</a>');
  });
});

describe('merge delimiters in html', () => {
  const FIELD = 'post.html';

  it.each([
    ['<p>me@{you}</p>', '<p>me&#64;{you}</p>'],
    ['<p>{x}@y</p>', '<p>{x}&#64;y</p>'],
    ['<p title="@{x}@">', '<p title="&#64;{x}&#64;">'],
    ['<p>@{@{confirmunsubscribelink}@}@', '<p>&#64;{@{confirmunsubscribelink}@}&#64;'],
  ])('of an editor are made harmless, with a warning: %s', (html, safe) => {
    const { text, warnings } = withoutHtmlMergeDelimiters(html, FIELD);
    expect(text).toBe(safe);
    expect(warnings).toMatchObject([{ code: 'merge-delimiters', field: FIELD }]);
  });

  it.each([
    ['<a href="@{confirmunsubscribelink}@">x</a>', '<a href="@{confirmunsubscribelink}@">x</a>'],
    ['<style>a{b:c}@media x{}</style>', '<style>a{b:c} @media x{}</style>'],
    [
      '<!--[if mso]><style>p{}@x</style><![endif]-->',
      '<!--[if mso]><style>p{} @x</style><![endif]-->',
    ],
    ['<p>a@b.c { }</p>', '<p>a@b.c { }</p>'],
  ])('are no cause to warn in %s', (html, safe) => {
    expect(withoutHtmlMergeDelimiters(html, FIELD)).toEqual({ text: safe, warnings: [] });
  });
});

describe('hostile html', () => {
  it.each([
    ['nested tags', '<div>'.repeat(400_000)],
    ['open brackets', '<'.repeat(2_000_000)],
    ['open comments', '<!--'.repeat(500_000)],
    ['stray ends', '</b>'.repeat(500_000)],
    ['delimiters', '@{'.repeat(1_000_000)],
    [
      'attributes of one tag',
      `<p ${Array.from({ length: 250_000 }, (_, n) => `a${n}`).join(' ')}>@{`,
    ],
  ])('of two megabytes of %s takes no more than a moment', (_what, html) => {
    // Quadratic time would be minutes, and so over the limit that every spec has.
    expect(render(withoutHtmlMergeDelimiters(html, 'post.html').text)).toContain('</html>');
  });
});
