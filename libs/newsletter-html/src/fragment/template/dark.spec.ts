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

  it('shows text as clear as it is in the light', () => {
    const shade = (color: string) =>
      new RegExp(`nl-text-${color}\\{color:(#[0-9a-f]{6})`).exec(
        dark(`<p style="color:#${color}">a</p>`),
      )?.[1] ?? '';
    expect(contrast(shade('111111'), '#1e1e1e')).toBeGreaterThan(12);
    expect(contrast(shade('5f5f5f'), '#1e1e1e')).toBeLessThan(9);
  });

  it('leaves text on a background of its own as it is', () => {
    expect(dark('<p style="color:#000080;background-color:#ffffee">a</p>')).not.toContain(
      'nl-text-000080',
    );
  });
});

describe('a link', () => {
  it('has the color of its text where the theme says so', () => {
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
