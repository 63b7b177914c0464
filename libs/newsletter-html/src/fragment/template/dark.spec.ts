import { describe, expect, it } from 'vitest';
import { mailOf, newsletterOf } from '../fragment.testing.js';
import { contrast } from '../../color/color.js';

describe('dark mode', () => {
  const dark = (html: string, styles = '') => newsletterOf({ html, styles }).html;

  it('lightens text that could not be read on a dark card', () => {
    expect(dark('<p style="color:#000080">a</p>')).toMatch(
      /dark\)\{\n\.nl-text-000080\{color:#[0-9a-f]{6}!important\}/,
    );
  });

  it('keeps the contrast that text has in light mode', () => {
    const shade = (color: string) =>
      new RegExp(`nl-text-${color}\\{color:(#[0-9a-f]{6})`).exec(
        dark(`<p style="color:#${color}">a</p>`),
      )?.[1] ?? '';
    expect(contrast(shade('111111'), '#1e1e1e')).toBeGreaterThan(12);
    expect(contrast(shade('5f5f5f'), '#1e1e1e')).toBeLessThan(9);
  });

  const button = (style: string) =>
    `<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="/a" style="${style}">Go</a></div></div>`;

  /** The border that a class gives an element in dark mode. */
  const edge = (html: string, styles?: string) => {
    const mail = dark(html, styles);
    const [, name = 'none', color] =
      /\.(nl-(?:edge|box)-[0-9a-f]{6})\{border(?:-color:|:2px solid )(#[0-9a-f]{6})!important\}/.exec(
        mail,
      ) ?? [];
    return mail.includes(`class="${name}"`) ? color : undefined;
  };

  it.each([
    ['black', 'background:#000000;color:#ffffff'],
    ['dark gray', 'background:#32373c;color:#ffffff'],
    ['as dark as the card', 'background:#1e1e1e;color:#ffffff'],
    ['with a dark border', 'background:transparent;color:#000;border:2px solid #000000'],
    [
      'with dark borders',
      'background:#111111;color:#fff;border-width:2px;border-style:solid;border-color:#222222',
    ],
  ])('keeps the box of a button that is %s', (_what, style) => {
    expect(contrast(edge(button(style)) ?? '#1e1e1e', '#1e1e1e')).toBeGreaterThanOrEqual(3);
  });

  it('keeps a line that is black', () => {
    const html = '<hr class="wp-block-separator" style="background-color:#000000">';
    expect(contrast(edge(html) ?? '#1e1e1e', '#1e1e1e')).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['that is seen there', button('background:#e86060;color:#000000')],
    ['whose border is seen there', button('background:#000;color:#fff;border:1px solid #ffffff')],
    [
      'on a background of its own',
      `<div class="wp-block-group" style="background:#ffffff">${button('background:#000000;color:#ffffff')}</div>`,
    ],
  ])('leaves a button as it is %s', (_what, html) => {
    expect(dark(html)).not.toMatch(/nl-(?:edge|box)/);
  });

  it('leaves text on its own background as it is', () => {
    expect(dark('<p style="color:#000080;background-color:#ffffee">a</p>')).not.toContain(
      'nl-text-000080',
    );
  });
});

describe('a link', () => {
  it('has the color of its text if the theme says so', () => {
    const { $ } = mailOf(
      '<p style="color:#800000"><a href="/a">A</a></p><p><a href="/b">B</a></p>',
      {
        styles: 'body{color:#222222} a{color:currentColor}',
      },
    );
    expect($('a').eq(0).attr('style')).toContain('color:#800000');
    expect($('a').eq(1).attr('style')).toContain('color:#222222');
  });
});
