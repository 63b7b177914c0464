import { describe, expect, it } from 'vitest';
import { isSeen } from '../text/is-seen.js';
import { MODERN_COLORS } from '../color/color.testing.js';
import { HIDING } from './hiding.testing.js';
import { viewOf } from './view-of.js';

function seen(html: string): string {
  const { texts } = viewOf(html);
  return texts
    .map(({ text }) => text)
    .join('|')
    .trim();
}

describe('what readers see', () => {
  it.each([
    ['<p>One <b>two</b></p>', 'One |two'],
    ['<head><title>No</title><style>p{}</style></head><p>Yes</p>', 'Yes'],
    ['<head><meta charset="utf-8">Yes', 'Yes'],
    ['<script>if (a < b) "no"</script><!-- no -->Yes', 'Yes'],
    ['<!--[if mso]>no<![endif]--><![if !mso]>Yes<![endif]>', 'Yes'],
    ['<!--[if !mso]><!-->Yes<!--<![endif]-->', 'Yes'],
    ['<div style="display:none">no <b>no</b></div>Yes', 'Yes'],
    ['<div hidden>no</div><p style="visibility:hidden">no</p>Yes', 'Yes'],
    ['<p style="display:none">no<p>Yes', 'Yes'],
    ['<ul><li style="display:none">no<li>Yes</ul>', 'Yes'],
    ['<table><tr><td hidden>no<td>Yes<tr><td>and yes</table>', 'Yes|and yes'],
    ['<div style="display:none"><p>no</div>Yes', 'Yes'],
    ['<div style="display:none"><table><td></div>no</table></div>Yes', 'Yes'],
    ['<img style="display:none">Yes', 'Yes'],
    ['<title />Yes', 'Yes'],
    [`<svg style="display:none">${'<path d="M0 0"/>'.repeat(600)}</svg>Yes`, 'Yes'],
    [`<math hidden>${'<mspace/>'.repeat(600)}<mi>no</mi></math>Yes`, 'Yes'],
    ['<svg><title/><style/><defs/></svg>Yes', 'Yes'],
    ['<svg hidden/>Yes', 'Yes'],
    ['<svg/><div hidden/>no</div>Yes', 'Yes'],
    ['<svg><g hidden/></svg><div hidden/>no</div>Yes', 'Yes'],
    ['<svg><foreignObject><div hidden/>no</div>Yes</foreignObject></svg>', 'Yes'],
    ['<svg><path><p hidden/>no</p>Yes', 'Yes'],
    ['<body style="display:none">no</body>', ''],
    ['<div style="font-size:0">no<p style="font-size:16px">Yes</p></div>', 'Yes'],
    ['<div style="font-size:0px"><b style="font-size:2em">no</b></div>Yes', 'Yes'],
    ['<p style="mso-hide:all;max-height:0">Yes</p>', 'Yes'],
    ['<p style="font:0/0 a">no</p><p style="font:bold 14px/1.5 Arial">Yes</p>', 'Yes'],
    [
      '<div style="visibility:hidden">no<b style="visibility:visible">Yes<i style="visibility:hidden">no</i></b></div>',
      'Yes',
    ],
    ['<div style="display:none"><b style="visibility:visible">no</b></div>', ''],
    ['<div hidden style="display:block">Yes</div>', 'Yes'],
  ])('of %s is %j', (html, text) => {
    expect(seen(html)).toBe(text);
  });

  it.each(HIDING)('is nothing of what has %s', (style) => {
    expect(seen(`<div style="${style}"><p style="color:red">no</p></div>Yes`)).toBe('Yes');
  });

  it.each([
    'transform:scale(.5)',
    'transform:translateX(-50%)',
    'transform:translateY(-100%)',
    'transform:translate(-100%, -100%)',
    'transform:translate3d(0,0,-9999px)',
    'position:absolute;clip:rect(0,200px,100px,0)',
    'position:absolute;clip:rect(1px 200px auto auto)',
    'position:absolute;clip:rect(auto,auto,auto,auto)',
    'position:absolute;clip:rect(0,0)',
    'clip-path:inset(50% 0 0 0)',
    'clip-path:inset(10px round 50%)',
    'clip-path:circle(0.5em)',
    'clip-path:ellipse(closest-side at 0 0)',
    'opacity:.05',
    'left:-9999px',
    'max-height:0',
    'overflow:hidden;height:0;padding-bottom:56%',
    'margin-left:-20px',
    'clip-path:inset(0)',
    'text-indent:-2em',
  ])('is also what has %s', (style) => {
    expect(seen(`<div style="${style}">Yes</div>`)).toBe('Yes');
  });

  it.each([
    ['a polygon', `clip-path:polygon(${'0 '.repeat(2_000)}1px)`],
    ['blanks in a polygon', `clip-path:polygon(0${' '.repeat(200_000)}x)`],
    ['a scale', `transform:scale(${'11,'.repeat(2_000)}11 a)`],
    ['the digits of a scale', `transform:scale(${'1'.repeat(200_000)} a)`],
    ['a length', `text-indent:-${'1'.repeat(300_000)}!`],
    ['a size of text', `font:${'1'.repeat(300_000)} 1`],
  ])('is also what has a style as long as a post can make it: %s', (_what, style) => {
    // A pattern that can match in more than one way would take minutes, or forever.
    expect(seen(`<div style="${style}">Yes</div>`)).toBe('Yes');
  });

  it('is nothing of blanks and characters without a shape', () => {
    expect(isSeen(' \u00a0\u200b\u00ad\u034f\u200c\n')).toBe(false);
  });

  it.each(MODERN_COLORS)('has a color that is written %s', (written, hex) => {
    const html = `<div style="background:${written} no-repeat"><p style="color:${written}">x</p></div>`;
    const [text] = viewOf(html).texts;
    expect(text?.look.background).toBe(hex);
    expect(viewOf(`<p style="color:${written}">x</p>`).texts[0]?.look.color).toBe(hex);
  });

  it.each([
    ['<p>x</p>', ['#000000', '#ffffff']],
    ['<div style="background:#000"><p style="COLOR: White">x</p></div>', ['#ffffff', '#000000']],
    ['<table bgcolor="navy"><td><font color="#eee">x</font></table>', ['#eeeeee', '#000080']],
    ['<p style="background:#fff url(x.png)">x</p>', ['#000000', null]],
    ['<td background="x.png" bgcolor="#000000">x</td>', ['#000000', null]],
    ['<p style="color:rgba(0,0,0,.5)">x</p>', ['#808080', '#ffffff']],
    ['<p style="background-color:transparent">x</p>', ['#000000', '#ffffff']],
    ['<p style="color:var(--x)">x</p>', [null, '#ffffff']],
    ['<a href="x">x</a>', [null, '#ffffff']],
    ['<a href="x" style="color:inherit">x</a>', ['#000000', '#ffffff']],
    ['<style>.x{color:red}</style><p class="x">x</p>', [null, '#ffffff']],
    ['<style>.x{color:red}</style><p class="x" style="color:#111">x</p>', ['#111111', '#ffffff']],
    ['<style>td.x, p{background:red}</style><p>x</p>', ['#000000', null]],
    [
      '<style>@media (prefers-color-scheme:dark){.x{color:red}}/* .x{color:red} */</style><p class="x">x</p>',
      ['#000000', '#ffffff'],
    ],
  ])('has the colors of %s, or unknown ones', (html, [color, background]) => {
    const { look } = viewOf(html).texts.find(({ text }) => text === 'x') ?? {};
    expect(look).toEqual({ color, background });
  });
});
