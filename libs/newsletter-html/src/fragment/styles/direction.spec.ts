import { describe, expect, it } from 'vitest';
import { mailOf } from '../fragment.testing.js';

describe('what a style says by the direction of writing', () => {
  const CASES = [
    ['margin-inline-start:8px', 'margin-left:8px', 'margin-right:8px'],
    [
      'margin-inline:8px 4px',
      'margin-left:8px;margin-right:4px',
      'margin-right:8px;margin-left:4px',
    ],
    ['padding-inline-end:8px', 'padding-right:8px', 'padding-left:8px'],
    [
      'padding-inline:6px',
      'padding-left:6px;padding-right:6px',
      'padding-right:6px;padding-left:6px',
    ],
    [
      'padding-block:8px 4px',
      'padding-top:8px;padding-bottom:4px',
      'padding-top:8px;padding-bottom:4px',
    ],
    ['text-align:start', 'text-align:left', 'text-align:right'],
    ['text-align:end', 'text-align:right', 'text-align:left'],
    ['max-inline-size:90px', 'max-width:90px', 'max-width:90px'],
    [
      'margin-left:1px;margin-inline-start:2px',
      'margin-left:2px',
      'margin-left:1px;margin-right:2px',
    ],
    [
      'margin-inline-start:2px;margin-left:1px',
      'margin-left:1px',
      'margin-right:2px;margin-left:1px',
    ],
  ] as const;

  it.each(CASES)('is said by left and right: %s', (style, ltr, rtl) => {
    const html = '<p class="x">a</p>';
    const base = 'p{margin:0}';
    const styles = `${base}.x{${style}}`;
    const own = (direction: 'ltr' | 'rtl') =>
      mailOf(html, { styles, direction })
        .style('p')
        .replace(/^margin:0;/, '');
    expect(own('ltr')).toContain(ltr);
    expect(own('rtl')).toContain(rtl);
    const inner = `<div dir="rtl"><section><p style="${style}">a</p></section></div>`;
    expect(mailOf(inner, { styles: base }).style('p')).toContain(rtl);
    const outer = `<div style="direction:ltr"><p style="${style}">a</p></div>`;
    expect(mailOf(outer, { styles: base, direction: 'rtl' }).style('p')).toContain(ltr);
  });

  it.each([
    [
      'border-inline-start:3px solid red',
      'border-left:3px solid #ff0000',
      'border-right:3px solid #ff0000',
    ],
    [
      'border-inline-width:3px 1px;border-style:solid',
      'border-left-width:3px;border-right-width:1px',
      'border-right-width:3px;border-left-width:1px',
    ],
    [
      'background:red;border-start-start-radius:9px',
      'border-top-left-radius:9px',
      'border-top-right-radius:9px',
    ],
    ['float:inline-start', 'float:left', 'float:right'],
  ])('is so of boxes and what floats: %s', (style, ltr, rtl) => {
    const html = `<div style="${style}"><p>a</p></div>`;
    expect(mailOf(html).content).toContain(ltr);
    expect(mailOf(html, { direction: 'rtl' }).content).toContain(rtl);
  });

  it('hides what is moved off the page by it', () => {
    const html = '<p>a</p><p style="position:absolute;inset-inline-start:-9999px">b</p>';
    expect(mailOf(html).text).toBe('a');
    expect(mailOf(html, { direction: 'rtl' }).text).toBe('a');
  });

  it('is said so in what stays a sheet', () => {
    const styles = '@media (max-width:600px){.x{margin-inline-start:4px}}';
    const { document } = mailOf('<p class="x">a</p>', {
      styles,
      direction: 'rtl',
      template: '<style>{{css}}</style>{{content}}',
    });
    expect(document).toContain('.x{margin-right:4px !important}');
  });

  it('draws a quote where its language begins', () => {
    const html = '<blockquote><p>a</p></blockquote>';
    expect(mailOf(html, { direction: 'rtl' }).content).toMatch(/border-right:3px/);
    expect(mailOf(html).content).toMatch(/border-left:3px/);
  });

  it('draws no second edge of a quote where the theme draws one', () => {
    const styles = 'blockquote{border-left:4px solid #b3123b}';
    const quote = (direction: 'ltr' | 'rtl') =>
      mailOf('<blockquote><p>a</p></blockquote>', { styles, direction }).content;
    for (const content of [quote('ltr'), quote('rtl')]) {
      expect(content).toContain('border-left:4px solid #b3123b');
      expect(content).toContain('padding:0 0 0 16px');
      expect(content).not.toContain('border-right');
    }
  });

  it.each(['wp-block-buttons is-content-justification-right', 'wp-block-buttons'])(
    'has the end of a row at its other end: %s',
    (classes) => {
      const html = `<div class="${classes}" style="justify-content:flex-end"><div class="wp-block-button"><a class="wp-block-button__link" href="/a">Go</a></div></div>`;
      expect(mailOf(html, { direction: 'rtl' }).content).toContain('<td align="left"');
      expect(mailOf(html).content).toContain('<td align="right"');
    },
  );
});
