import { describe, expect, it } from 'vitest';
import { mailOf } from '../fragment.testing.js';

const IMAGE = '<img src="https://x.example/a.jpg" alt="A" width="2400" height="1200">';

describe('columns', () => {
  const columns = (inner: string, more = '') =>
    `<div class="wp-block-columns${more}">${inner}</div>`;
  const column = (inner: string, style = '') =>
    `<div class="wp-block-column" style="${style}">${inner}</div>`;

  it('stand beside each other where there is room: within a table for Outlook, by a greatest width elsewhere', () => {
    const { content, find } = mailOf(
      columns(column('<p>L</p>', 'flex-basis:33.33%') + column('<p>R</p>', 'flex-basis:66.66%')),
    );
    const widths = find('.nl-column').map(
      ({ attribs }) => /max-width:(\d+)px/.exec(attribs['style'] ?? '')?.[1],
    );
    const ghost = [...content.matchAll(/<td width="(\d+)" valign="top"><!\[endif\]/g)].map(
      ([, width]) => width,
    );
    expect(widths).toEqual(ghost);
    expect(widths.reduce((sum, width) => sum + Number(width), 0)).toBeLessThanOrEqual(552);
    expect(Number(widths[1]) / Number(widths[0])).toBeGreaterThan(1.7);
    expect(content.match(/<!--\[if mso\]>/g)).toHaveLength(
      content.match(/<!\[endif\]-->/g)?.length ?? 0,
    );
  });

  it('stay beside each other on a phone where the editor said so', () => {
    const { find } = mailOf(columns(column('L') + column('R'), ' is-not-stacked-on-mobile'));
    expect(find('.nl-column')).toEqual([]);
    expect(find('td[width]').map(({ attribs }) => attribs['width'])).toEqual(['52.2%', '47.8%']);
  });

  it('keep their backgrounds, and pictures no wider than they are', () => {
    const { find } = mailOf(columns(column(IMAGE, 'background-color:#fdf1e3') + column('R')));
    expect(find('td[bgcolor]').map(({ attribs }) => attribs['bgcolor'])).toEqual(['#fdf1e3']);
    expect(Number(find('img')[0]?.attribs['width'])).toBeLessThan(264);
  });
});

describe('a button', () => {
  const button =
    '<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="/go" style="background-color:#b3123b;color:#ffffff;border-radius:4px">Go</a></div></div>';

  it('is a cell with its color, and has its padding twice: for Outlook and for all others', () => {
    const { find, style } = mailOf(button);
    expect(find('td[bgcolor="#b3123b"]')).toHaveLength(1);
    expect(style('td[bgcolor]')).toMatch(/border-radius:4px;.*mso-padding-alt:12px 24px 12px 24px/);
    expect(style('a')).toMatch(/display:inline-block.*padding:12px 24px 12px 24px/);
  });

  it('has the last color, also that of the `background` shorthand', () => {
    const { find, style } = mailOf(
      button.replace('background-color:#b3123b', 'background:#ffee00'),
    );
    expect(find('td[bgcolor="#ffee00"]')).toHaveLength(1);
    expect(style('a')).toContain('color:#000000');
  });

  it('is readable whatever its theme says', () => {
    const { style } = mailOf(button.replace('color:#ffffff', 'color:#a01030'));
    expect(style('a')).toContain('color:#ffffff');
  });
});

describe('a cover', () => {
  const cover = (dim: string, more = '') =>
    `<div class="wp-block-cover${more}"><span class="wp-block-cover__background has-background-dim${dim}" style="background-color:#000000"></span><img class="wp-block-cover__image-background" src="https://x.example/a.jpg" alt=""><div class="wp-block-cover__inner-container"><p>Over it</p></div></div>`;

  it('has a picture behind its text, for Outlook by VML, and a color where no picture shows', () => {
    const { content, find, style } = mailOf(cover('-50'));
    expect(find('td[bgcolor]').map(({ attribs }) => attribs['bgcolor'])).toEqual(['#000000']);
    expect(style('td[bgcolor]')).toMatch(
      /color:#ffffff.*linear-gradient\(rgba\(0,0,0,0\.5\d*\),.*url\('https:\/\/x\.example\/a\.jpg'\)/,
    );
    expect(content).toMatch(
      /<!--\[if mso\]><v:rect[^>]*><v:fill type="frame" src="https:\/\/x\.example\/a\.jpg"/,
    );
  });

  it('without a veil gets one that lets its text be read on any picture', () => {
    expect(mailOf(cover('-0')).style('td[bgcolor]')).toMatch(/rgba\(0,0,0,0\.[4-6]/);
  });
});

describe('an own background', () => {
  it('is that of a cell, and sets the color of its text', () => {
    const { find, style } = mailOf(
      '<div class="wp-block-group" style="background-color:#102030"><p>a</p></div>',
    );
    expect(find('td[bgcolor="#102030"]')).toHaveLength(1);
    expect(style('td[bgcolor]')).toMatch(/padding:16px 20px.*color:#[b-f]/);
  });

  it('does not separate a row from its blocks', () => {
    const { find } = mailOf(
      '<div class="wp-block-columns" style="background-color:#eeeeee"><div class="wp-block-column">L</div><div class="wp-block-column">R</div></div>',
    );
    expect(find('td[bgcolor] .nl-column')).toHaveLength(2);
  });
});

describe('what is wider than a mail', () => {
  it.each([
    '<table style="width:1200px"><tr><td>a</td></tr></table>',
    '<table width="1200"><tr><td width="900">a</td></tr></table>',
    '<div style="width:100vw"><p style="width:900px">a</p></div>',
    '<div class="wp-block-columns"><div class="wp-block-column"><p style="width:400px">a</p></div><div class="wp-block-column">b</div></div>',
  ])('has the room that there is: %s', (html) => {
    const { content } = mailOf(html);
    expect(content).not.toMatch(/(?<!max-)width(?::|=")(?:400|900|1200|1280)/);
  });

  it('keeps a width that there is room for', () => {
    expect(mailOf('<p style="width:300px">a</p>').style('#content p')).toContain('width:300px');
  });
});

describe('other blocks', () => {
  it.each([
    [
      'a line',
      '<hr class="wp-block-separator" style="background-color:#b3123b">',
      /<td style="border-top:2px solid #b3123b/,
    ],
    [
      'space',
      '<div class="wp-block-spacer" style="height:48px"></div>',
      /<td height="48" style="height:48px;line-height:48px/,
    ],
    [
      'code',
      '<pre class="wp-block-code"><code>a  b</code></pre>',
      /bgcolor="#f3f3f3".*white-space:pre-wrap.*a {2}b/,
    ],
    [
      'a quote',
      '<blockquote class="wp-block-quote"><p>a</p></blockquote>',
      /<td style="border-left:3px solid #9a9a9a/,
    ],
    [
      'a file',
      '<div class="wp-block-file"><a href="/f.pdf">F</a><a class="wp-block-file__button" href="/f.pdf">Get</a></div>',
      /F<\/a><\/p><table.*bgcolor="#32373c".*Get/,
    ],
    [
      'links of networks',
      '<ul class="wp-block-social-links"><li><a href="https://m.example/@d"><svg></svg></a></li></ul>',
      /<a href="https:\/\/m\.example\/@d"[^>]*>m\.example<\/a>/,
    ],
    [
      'a table of data',
      '<figure class="wp-block-table"><table style="width:100%"><tbody><tr><td>1</td></tr></tbody></table></figure>',
      /<table[^>]*width="100%"[^>]*>.*padding:8px;border:1px solid #c9c9c9/,
    ],
    [
      'a row',
      '<div class="wp-block-group is-layout-flex"><p>L</p><p>R</p></div>',
      /<tr><td valign="middle"[^>]*><p.*L.*<td valign="middle"[^>]*><p.*R/,
    ],
    [
      'a grid',
      '<div class="wp-block-group is-layout-grid" style="grid-template-columns:repeat(2, minmax(0, 1fr))"><p>1</p><p>2</p><p>3</p></div>',
      /(?:.*<tr><td width="[\d.]+%"){2}/,
    ],
  ])('are tables, too: %s', (_what, html, written) => {
    expect(mailOf(html).content.replace(/\n/g, '')).toMatch(written);
  });

  it('leave no class and no property of a page', () => {
    const { content } = mailOf(
      '<div class="wp-block-group is-layout-flex" id="a" data-wp-interactive="x" style="display:flex;gap:1em;position:sticky"><p class="b">L</p><p>R</p></div>',
    );
    expect(content).not.toMatch(/wp-block|class="b"|id=|data-|flex|gap|sticky/);
  });
});
