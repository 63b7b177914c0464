import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeDocument, isDocument } from './complete-document.js';
import { scanHtml } from './html-scan.js';

describe('html', () => {
  it.each([
    ['a doctype', '<!DOCTYPE html><p>x</p>'],
    ['html', '<HTML lang="en"><p>x</p>'],
    ['a head', '<head><title>x</title></head><p>x</p>'],
    ['a body', '<p>x</p><body bgcolor="red">'],
  ])('with %s is a document', (_what, html) => {
    expect(isDocument(html)).toBe(true);
  });

  it.each([
    ['a fragment', '<p>Hello</p>'],
    ['nothing', ''],
    ['tags that are only written about', '<p>&lt;html&gt; and "&lt;body&gt;"</p>'],
    ['tags in a comment', '<!--[if mso]><body><![endif]--><p>x</p>'],
    ['tags in a style sheet', '<style>/* <body> */</style><p>x</p>'],
    ['a stray end tag', '<p>x</p></body>'],
    ['a header', '<header>x</header>'],
  ])('of %s is none', (_what, html) => {
    expect(isDocument(html)).toBe(false);
  });
});

describe('a document with a part of its skeleton', () => {
  const HEAD = '<html><head><meta charset="utf-8">';

  it.each([
    [
      '</html>',
      '<html dir=rtl><body><p>x</p></body>\n',
      '<html dir=rtl><body><p>x</p></body>\n</html>',
    ],
    ['</body>', '<html><body><p>x</p>\n</html>', '<html><body><p>x</p>\n</body></html>'],
    ['both ends', '<html><body><p>x</p>', '<html><body><p>x</p></body></html>'],
    [
      '<body>',
      '<html><head><style>p{}</style></head><p>x</p></html>',
      '<html><head><style>p{}</style></head><body><p>x</p></body></html>',
    ],
    [
      '<body> and </head>',
      '<html><head><style>p{}</style><!--[if mso]>x<![endif]-->\n<p>x</p></html>',
      '<html><head><style>p{}</style><!--[if mso]>x<![endif]-->\n<body><p>x</p></body></html>',
    ],
    ['<html>', '<!DOCTYPE html>\n<body>x</body>', '<!DOCTYPE html><html>\n<body>x</body></html>'],
    ['all but its doctype', '<!doctype html>x', '<!doctype html><html><body>x</body></html>'],
    ['a body', '<html><head></head></html>', '<html><head></head><body></body></html>'],
  ])('gets %s and nothing else', (_what, html, whole) => {
    expect(completeDocument(html)).toBe(whole);
    expect(completeDocument(whole)).toBe(whole);
  });

  it('keeps head, direction and VML where only </html> is missing', () => {
    const html = [
      '<!DOCTYPE html>\n<html lang="ar" dir="rtl" xmlns:v="urn:schemas-microsoft-com:vml">\n',
      '<head><meta charset="utf-8"><title>News</title><style>@media(max-width:600px){p{font-size:20px}}</style></head>\n',
      '<body bgcolor="#eeeeee"><p>News.</p></body>',
    ].join('');
    expect(completeDocument(html)).toBe(`${html}</html>`);
  });

  it('gets a head that names its character set where it is a body alone', () => {
    const body = '<body style="margin:0"><p>x</p></body>';
    expect(completeDocument(body)).toContain(HEAD);
    expect(completeDocument(body).endsWith(`\n${body}</html>`)).toBe(true);
  });

  it.each([
    ['two bodies', '<html><body><p>x</p><body><p>y</p></body></html>'],
    ['ends in another order', '<html><body><p>x</p></html></body>'],
    ['text after its end', '<html><body><p>x</p></body></html>\n<!-- sent by x -->y'],
  ])('with %s stays as it is', (_what, html) => {
    expect(completeDocument(html)).toBe(html);
  });
});

describe('<title /> of XHTML', () => {
  const document = '<html><head><title /></head><body><p>All the news</p></body></html>';

  it('stays, and gets the end tag without which readers see a blank mail', () => {
    expect(completeDocument(document)).toBe(document.replace('<title />', '<title /></title>'));
  });

  it.each([
    ['has its end tag', document.replace('<title />', '<title /></title>')],
    ['has a text', document.replace('<title />', '<title/>News</title>')],
  ])('stays as it is where it %s', (_what, html) => {
    expect(completeDocument(html)).toBe(html);
  });

  it('is one where another title follows, in a picture', () => {
    const svg = document.replace('<p>', '<svg><title>Logo</title></svg><p>');
    expect(completeDocument(svg)).toContain('<title /></title></head>');
  });

  it.each(['<script async src="https://cdn.example/x.js" />', '<style />', '<iframe src="x" />'])(
    'is no other than %s',
    (tag) => {
      const html = `<html><body>${tag}<p>x</p></body></html>`;
      expect(completeDocument(html)).toBe(html.replace('/>', `/></${/\w+/.exec(tag)?.[0]}>`));
    },
  );
});

describe('a document that breaks off', () => {
  it.each([
    ['an end tag of a style sheet', '<style>p{}</style ', '>'],
    ['the start tag of a script', '<p>x</p><script src="a', '"></script>'],
    ['a script within a comment', '<script><!--<script>', '--></script>'],
    ['a title', '<title>x', '</title>'],
    ['a declaration', '<p>x</p><!doc', '>'],
    ['a comment', '<p>x</p><!-- never closed', '-->'],
    ['a tag', '<p>x</p><a href=', '>'],
    ['an attribute', '<p>x</p><a href="http', '">'],
    ['a style sheet', '<p>x</p><style>p{', '</style>'],
    ['a script', '<script>if (a < b', '</script>'],
  ])('ends %s that was left open', (_what, html, closer) => {
    const open = `<html><body>${html}`;
    expect(completeDocument(open)).toBe(`${open}${closer}</body></html>`);
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
        const document = completeDocument(`<html><body>${html}`);
        expect(scanHtml(document).bodyEnd?.end).toBe(document.length - '</html>'.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
