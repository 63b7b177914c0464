import { describe, expect, it } from 'vitest';
import { MODERN_COLORS } from '../../color/color.testing.js';
import { mailOf, newsletterOf } from '../fragment.testing.js';

describe('a color as modern style sheets write it', () => {
  it.each(MODERN_COLORS)('is one that mail programs read: %s', (written, hex) => {
    const inSheet = mailOf('<p class="x">a</p>', { styles: `.x{color:${written}}` });
    expect(inSheet.style('p')).toContain(`color:${hex}`);
    expect(mailOf(`<p style="background:${written};color:#808080">a</p>`).content).toContain(
      `bgcolor="${hex}"`,
    );
  });

  it('is one within a gradient, too', () => {
    const { content } = mailOf(
      '<div style="background:linear-gradient(90deg,oklch(0% 0 0),color-mix(in srgb,red,blue))">a</div>',
    );
    expect(content).toMatch(/linear-gradient\(90deg, ?#000000, ?#800080\)/);
  });
});

describe("a theme's style sheet", () => {
  const style = (styles: string, html = '<p class="x y" id="i">a</p>') =>
    mailOf(html, { styles }).style('p');

  it.each([
    ['a class', '.x{color:#c00000}', 'color:#c00000'],
    [
      'a palette',
      ':root{--wp--preset--color--red:#c00000}.x{color:var(--wp--preset--color--red)!important}',
      'color:#c00000',
    ],
    ['a palette of older WordPress', 'body{--a:#c00000}.x{color:var(--a)}', 'color:#c00000'],
    [
      'a variable of variables',
      ':root{--a:var(--b);--b:#c00000}.x{color:var(--a)}',
      'color:#c00000',
    ],
    ['what stands in for a variable', '.x{color:var(--none, #c00000)}', 'color:#c00000'],
    ['a fluid size', '.x{font-size:clamp(1rem, 1rem + 10vw, 1.5rem)}', 'font-size:24px'],
    ['a sum', '.x{margin-left:calc(1rem + 2 * 4px)}', 'margin-left:24px'],
    ['a color with transparency', '.x{color:rgba(0,0,0,.5)}', 'color:#808080'],
    ['a color by hue', '.x{color:hsl(0 100% 40%)}', 'color:#cc0000'],
    ['a color by its lightness', '.x{color:oklch(62.8% 0.25768 29.234)}', 'color:#ff0000'],
    ['the same by axes, half seen', '.x{color:oklab(0 0 0 / 50%)}', 'color:#808080'],
    ['a variable of its own rule', '.x{--a:#c00000;color:var(--a)}', 'color:#c00000'],
    ['sides by direction', '.x{margin-block:8px 4px}', 'margin-top:8px;margin-bottom:4px'],
    ['what holds on a desktop', '@media (min-width:782px){.x{color:#c00000}}', 'color:#c00000'],
    ['what a layer says', '@layer a{.x{color:#c00000}}', 'color:#c00000'],
    [
      'a border, with the spaces Outlook needs',
      '.x{border-left:1px solid #cccccc}',
      '1px solid #cccccc',
    ],
  ])('is in the element itself: %s', (_what, css, written) => {
    const { content } = mailOf('<p class="x y" id="i">a</p>', { styles: css });
    expect(content).toContain(written);
  });

  it.each([
    ['an id over classes', '#i{color:#00c000}.x.y{color:#c00000}', '#00c000'],
    ['the later of equals', '.x{color:#c00000}.y{color:#00c000}', '#00c000'],
    ['what is important', '.x{color:#00c000!important}#i{color:#c00000}', '#00c000'],
    ['a class over :where()', '.x{color:#00c000}:where(div .x, #i){color:#c00000}', '#00c000'],
    [
      ':root over a tag',
      'p{color:#c00000}:root :where(p){color:#00c000}p{color:#c00000}',
      '#00c000',
    ],
    [':is() by its strongest', ':is(.x, #none){color:#00c000}.x.y{color:#c00000}', '#00c000'],
    ['all of a :not() list', 'p:not(.a, .b){color:#00c000}p{color:#c00000}', '#00c000'],
    [
      "an editor's own style",
      '#i{color:#c00000}',
      '#00c000',
      '<p class="x y" id="i" style="color:#00c000">a</p>',
    ],
  ])('obeys the cascade: %s', (_what, css, color, html?: string) => {
    expect(style(css, html)).toContain(`color:${color}`);
  });

  it.each([
    ['a hover', '.x:hover{color:#c00000}'],
    ['a pseudo-element', '.x::before{content:"no";color:#c00000}'],
    ['a printer', '@media print{.x{color:#c00000}}'],
    ['a color of the system', '.x{color:CanvasText;border:1px solid Highlight}'],
    ['a color of another', '.x{color:rgb(from var(--none) r g b)}'],
    ['an unknown variable', '.x{color:var(--none)}'],
    ['variables without end', ':root{--a:var(--b);--b:var(--a)}.x{color:var(--a)}'],
    ['another class', '.z{color:#c00000}'],
    ['what a mail cannot lay out', '.x{position:fixed;transform:scale(2);z-index:9}'],
    ['a cut-off sheet', '.x{color:var('],
  ])('leaves nothing of %s', (_what, css) => {
    expect(style(css)).not.toMatch(/c00000|no|fixed|scale|canvas|highlight|rgb/i);
  });

  it.each([
    '.x{background:color-mix(in srgb, currentColor, red);color:#ffffff}',
    '.x{background-color:var(--of-an-element-around-it);color:#ffffff}',
  ])('leaves no color of text without the background that it is for: %s', (css) => {
    expect(style(css)).not.toContain('color');
  });

  it('keeps what phones and dark mode ask for, with the classes it names', () => {
    const styles =
      '@media (max-width:600px){.x{font-size:20px}.none{color:red}}@media (prefers-color-scheme:dark){.x{color:#eeeeee}}';
    const { html } = newsletterOf({ html: '<p class="x y">a</p>', styles });
    expect(html).toContain('@media (max-width:600px){.x{font-size:20px !important}}');
    expect(html).toContain('@media (prefers-color-scheme:dark){.x{color:#eeeeee !important}}');
    expect(html).toContain('<p class="x"');
    expect(html).not.toContain('.none');
  });

  it('cannot end its own element', () => {
    const styles = '@media (max-width:600px){.x{font-family:"</style><script>alert(1)</script>"}}';
    expect(newsletterOf({ html: '<p class="x">a</p>', styles }).html).not.toMatch(
      /<script|alert\(1\)<\/script/,
    );
  });
});
