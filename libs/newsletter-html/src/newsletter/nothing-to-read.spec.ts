import { describe, expect, it } from 'vitest';
import { PLAIN_POST_MAIL } from '../index.js';
import { newsletter } from './newsletter.testing.js';

describe('a post with nothing to read', () => {
  const codes = (html: string, styles = '') =>
    newsletter({ html, mail: { ...PLAIN_POST_MAIL, styles } }).problems.map(({ code }) => code);

  it.each([
    ['what the theme hides', '<p class="gone">x</p>', 'blank-when-rendered'],
    ['what is scaled to nothing', '<p style="transform:scale(0)">x</p>', 'blank-when-rendered'],
    ['text of no size', '<p style="font-size:0">x</p>', 'blank-when-rendered'],
    ['a drawing that no mail shows', '<svg><path d="M0 0"/></svg>', 'nothing-to-read'],
    [
      'a frame that counts',
      '<iframe src="https://x.example" width="1"></iframe>',
      'nothing-to-read',
    ],
  ])('is held, whatever the page holds: %s', (_what, html, code) => {
    expect(codes(html, '.gone{display:none}')).toEqual([code]);
  });

  it.each([
    ['a frame of another site', '<iframe src="https://x.example/film"></iframe>'],
    [
      'what is visible again',
      '<div style="visibility:hidden"><p style="visibility:visible">x</p></div>',
    ],
    ['white text on the theme’s black', '<p style="color:#fff">x</p>'],
  ])('is not one with what readers get to see: %s', (_what, html) => {
    expect(codes(html, 'body{background:#000;color:#fff}')).toEqual([]);
  });

  it('is not one with a hidden drawing of many parts, and its text has its links', () => {
    const drawing = `<svg style="display:none"><title/>${'<path d="M0 0"/>'.repeat(600)}</svg>`;
    const html = `<html><body>${drawing}<p><a href="https://x.example/a">News</a></p></body></html>`;
    const { problems, content } = newsletter({ html });
    expect(problems).toEqual([]);
    expect(content.html).toContain(drawing);
    expect(content.text).toContain('News (https://x.example/a)');
  });

  it('is one also where its template has words around it', () => {
    const template = '<p>Hello {{content}} goodbye</p>';
    expect(newsletter({ html: '', template }).problems).toMatchObject([
      { code: 'nothing-to-read' },
    ]);
  });

  describe('but a featured image', () => {
    const lacking = (html: string, { url = 'https://x.example/f.jpg', template = '' } = {}) => {
      const featuredImage = { url, alt: '', width: 1_200, height: 800, bytes: null };
      const mail = { ...PLAIN_POST_MAIL, featuredImage };
      const { problems, warnings } = newsletter({ html, mail, template: template || null });
      return [problems, warnings].map((notices) => notices.map(({ code }) => code));
    };

    it.each(['', ' \n', '<p>&nbsp;</p>'])('goes, with a warning: %j', (html) => {
      expect(lacking(html)).toEqual([[], ['image-alone']]);
    });

    it.each([
      ['its text is in an open comment', '<!-- ad <p>Good morning</p>', 'unclosed'],
      ['its text is in an open condition', '<!--[if mso]><p>Good morning</p>', 'unclosed'],
      ['its text is in an open tag', '<p title="x>Good morning</p>', 'unclosed'],
      ['its text is hidden', '<p style="display:none">Good morning</p>', 'blank-when-rendered'],
      [
        'its picture is hidden',
        '<img hidden src="https://x.example/a.png">',
        'blank-when-rendered',
      ],
      [
        'its picture is hidden by a sheet',
        '<style>img{display:none}</style><img src="https://x.example/a.png">',
        'blank-when-rendered',
      ],
      [
        'its text is where no mail shows it',
        '<noscript>Good morning</noscript>',
        'blank-when-rendered',
      ],
    ])('is held as without the image: %s', (_what, html, code) => {
      expect(lacking(html)[0]).toEqual([code]);
    });

    const TEMPLATE = '<div>{{content}}</div>';
    it.each([
      ['has no address of the web', { url: 'file:///f.jpg' }],
      ['has no place in the template', { template: TEMPLATE }],
      ['is hidden by the template', { template: `<p hidden>{{featuredImage}}</p>${TEMPLATE}` }],
      ['is in a comment of the template', { template: `<!--{{featuredImage}}-->${TEMPLATE}` }],
    ])('is held where the image %s', (_what, how) => {
      expect(lacking('', how)[0]).toEqual(['nothing-to-read']);
    });
  });

  it('is reported once where its HTML is the fault', () => {
    expect(codes('<b>'.repeat(30_000))).toEqual(['too-complex']);
  });
});
