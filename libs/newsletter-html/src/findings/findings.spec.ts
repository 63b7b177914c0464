import { describe, expect, it } from 'vitest';
import { HIDING } from '../view/hiding.testing.js';
import { findingsOf } from './findings-of.js';
import { nothingToRead } from './nothing-to-read.js';
import { codes, seen } from './seen.testing.js';

describe('a newsletter with nothing to read', () => {
  it.each([
    ['nothing', ''],
    ['blanks', '<p>&nbsp;</p>\n<p>\u200b&shy;</p>'],
    ['a comment', '<!-- wp:paragraph /-->'],
    ['a title alone', '<html><head><title>News</title></head><body></body></html>'],
    ['an unsubscribe link alone', '<a href="@{confirmunsubscribelink}@">Unsubscribe</a>'],
    ['a pixel that counts', '<img src="https://x.example/1.gif" width="1" height="1" alt="">'],
    ['a picture without an address', '<img src="" alt="">'],
  ])('is reported: %s', (_what, html) => {
    expect(nothingToRead(seen(html))).toMatchObject([
      { code: 'nothing-to-read', field: 'post.html' },
    ]);
  });

  it.each([
    ['what is hidden', '<div style="display:none"><p>News</p></div>'],
    ['a title that was never closed', '<html><head><title>News</head><body><p>x</p></body></html>'],
    ['a hidden picture', '<img src="https://x.example/a.png" alt="x" style="display:none">'],
    ['white on white', '<p style="color:#fff">News</p>'],
    ...HIDING.map((style) => [style, `<div style="${style}">News</div>`]),
  ])('is reported as blank if it has %s', (_what, html) => {
    expect(nothingToRead(seen(html))).toMatchObject([{ code: 'blank-when-rendered' }]);
  });

  it.each([
    ['a word', '<p>x</p>'],
    ['a picture', '<img src="https://x.example/a.png" alt="x">'],
    ['the text of a picture', '<img src="" alt="x">'],
    ['a picture behind', '<td background="https://x.example/a.png"></td>'],
    [
      'what is visible again',
      '<div style="visibility:hidden"><p style="visibility:visible">x</p></div>',
    ],
    ['a video', '<video src="https://x.example/a.mp4"></video>'],
    ['white on black', '<p style="color:#fff;background:#000">News</p>'],
    [
      'white that a style sheet may put on black',
      '<style>p{background:#000}</style><p style="color:#fff">x</p>',
    ],
  ])('is no other than these: %s', (_what, html) => {
    expect(nothingToRead(seen(html))).toEqual([]);
  });
});

describe('a newsletter that Gmail clips', () => {
  const html = `<p>${'word '.repeat(25_000)}</p><a href="@{confirmunsubscribelink}@">Unsubscribe</a>`;

  it('is reported with its size, what is cut off, and the unsubscribe link with it', () => {
    const [{ code, words } = { code: '', words: '' }] = findingsOf(seen(html));
    expect(code).toBe('clipped-by-gmail');
    expect(words).toMatch(/is 123 kB.*from "w?o?r?d? ?word.*on, including the unsubscribe link/);
  });

  it('is counted in bytes: half as many letters of Cyrillic are as much', () => {
    expect(codes(`<p>${'я'.repeat(53_000)}</p>`)).toEqual(['clipped-by-gmail']);
    expect(codes(`<p>${'a'.repeat(53_000)}</p>`)).toEqual([]);
  });
});

describe('what is found twice', () => {
  it('is reported once', () => {
    const twice = '<a href="http://localhost/x">x</a><img src="https://x.example/a.png">'.repeat(2);
    expect(codes(twice)).toEqual(['link-dead', 'image-without-alt']);
    expect(findingsOf(seen(twice))[0]?.words).toMatch(/1 more has the same problem\.$/);
  });
});

describe('an image', () => {
  const SRC = 'src="https://x.example/media/chart.png?w=600"';

  it.each([
    [`<img ${SRC}>`, 'image-without-alt'],
    [`<a href="https://x.example/"><img ${SRC} alt=""></a>`, 'image-without-alt'],
    ['<img src="http://x.example/chart.png" alt="x">', 'image-over-http'],
    ['<td background="http://x.example/chart.png">x</td>', 'image-over-http'],
    ['<td style="background:url(http://x.example/chart.png)">x</td>', 'image-over-http'],
    ['<img src="media/chart.png" alt="x">', 'image-without-address'],
    ['<img src="//x.example/chart.png" alt="x">', 'image-without-address'],
  ])('%s is reported as %s, with its name', (html, code) => {
    expect(findingsOf(seen(html))).toMatchObject([
      { code, place: expect.stringContaining('chart.png') },
    ]);
  });

  it('that is embedded is reported', () => {
    expect(codes('<img src="data:image/png;base64,AAAA" alt="x">')).toEqual(['image-embedded']);
  });

  it.each([
    ['only adorns', `<img ${SRC} alt="">`],
    [
      'stands beside the text of its link',
      `<a href="https://x.example/"><img ${SRC} alt="">Go</a>`,
    ],
    ['counts who opens', '<img src="https://x.example/1.gif" width="1" height="1">'],
    ['is hidden', `<div style="display:none"><img ${SRC}></div>`],
    ['is a merge variable', '<img src="@{mv_logo}@" alt="x">'],
  ])('that %s is fine', (_what, html) => {
    expect(codes(html)).toEqual([]);
  });
});

describe('colors', () => {
  it('that are too alike are reported once for each pair', () => {
    const html = '<p style="color:#999">Grey</p>'.replace('#999', '#aaa').repeat(2);
    expect(findingsOf(seen(html))).toMatchObject([
      {
        code: 'contrast-low',
        place: 'text "Grey"',
        words: expect.stringMatching(/#aaaaaa on #ffffff.*2\.3/),
      },
    ]);
  });

  it.each(['<p style="color:#949494">x</p>', '<p style="color:var(--a)">x</p>'])(
    'that can be read, or are not known, are fine: %s',
    (html) => {
      expect(codes(html)).toEqual([]);
    },
  );
});
