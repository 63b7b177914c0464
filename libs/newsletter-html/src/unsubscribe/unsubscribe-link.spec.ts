import { describe, expect, it } from 'vitest';
import { knownVariables } from '../merge/known-variables.js';
import { HIDING } from '../view/hiding.testing.js';
import { Viewed } from '../view/viewed.js';
import { withUnsubscribeLink } from './unsubscribe-link.js';

const LINK = '<a href="@{confirmunsubscribelink}@">Unsubscribe</a>';
const OURS = /<p style="[^"]*"><a href="@\{confirmunsubscribelink\}@" [^>]*>Unsubscribe<\/a><\/p>/;

function page(body: string, head = ''): string {
  return `<html>${head}<body>${body}</body></html>`;
}

function linked(html: string): string {
  return withUnsubscribeLink(new Viewed(html), knownVariables()).html;
}

describe('the unsubscribe link', () => {
  it.each(HIDING)('is added if the only one has %s', (style) => {
    const hidden = page(`<div style="${style}">${LINK}</div><p>x</p>`);
    expect(linked(hidden)).toMatch(OURS);
  });

  it('is not added if one is visible within an invisible element', () => {
    const html = page(
      `<div style="visibility:hidden"><p style="visibility:visible">${LINK}</p></div>`,
    );
    expect(linked(html)).toBe(html);
  });

  it.each([
    ['<html lang="de-AT">', null, 'Abmelden'],
    ['<html dir=rtl lang=ar>', 'en', 'إلغاء الاشتراك'],
    ['<html>', 'ja', '配信停止'],
    ['<html lang="xx">', 'fr', 'Unsubscribe'],
  ])('speaks the language of %s in a post in %s', (start, language, words) => {
    const viewed = new Viewed(`${start}<body><p>x</p></body></html>`);
    const { html } = withUnsubscribeLink(viewed, knownVariables(), language);
    expect(html).toContain(`>${words}</a></p></body>`);
  });

  it('is added before the end of the body, and nothing else changes', () => {
    const html = page('<p>x</p>\r\n');
    const [link = ''] = OURS.exec(linked(html)) ?? [];
    expect(linked(html)).toBe(html.replace('</body>', `${link}</body>`));
  });

  it.each([
    ['a link', LINK],
    ['a link in capitals', '<A HREF=@{confirmunsubscribelink}@>Bye</A>'],
    ['a linked picture', '<a href="@{confirmunsubscribelink}@"><img src="x" alt="Bye"></a>'],
    ['a link to the opt-out page', '<a href=" @{mv_unsubscribe_url}@ ">Bye</a>'],
    ["Omeda's footer", '<div>@{optoutfooterhtml}@</div>'],
    ['a link that only Outlook does not show', `<div style="mso-hide:all">${LINK}</div>`],
  ])('is not put where readers have %s', (_what, html) => {
    expect(linked(page(html))).toBe(page(html));
  });

  it.each([
    ['as text', page('@{confirmunsubscribelink}@')],
    ['in a comment', page(`<!-- ${LINK} -->`)],
    ["in Outlook's comment", page(`<!--[if mso]>${LINK}<![endif]-->`)],
    [
      'in a hidden element',
      page(`<div style="color:red; DISPLAY : none !important">${LINK}</div>`),
    ],
    ['in an element of no height', page(`<p style="max-height:0px;overflow:hidden">${LINK}</p>`)],
    ['in text of no size', page(`<p style="font-size:0">${LINK}</p>`)],
    [
      'in the color of the page',
      page('<a href="@{confirmunsubscribelink}@" style="color:#fff">Unsubscribe</a>'),
    ],
    ['in a title', page('x', `<head><title>${LINK}</title></head>`)],
    ['in a style sheet', page('x', '<style>/* @{optoutfooterhtml}@ */</style>')],
    ['in a text field', page(`<textarea>${LINK}</textarea>`)],
    ["in Omeda's footer as an address", page('<a href="@{optoutfooterhtml}@">x</a>')],
    ['in another attribute', page('<p title="@{confirmunsubscribelink}@">x</p>')],
    ['in a link without text', page('<a href="@{confirmunsubscribelink}@"> &nbsp;</a>')],
    [
      'as a part of an address',
      page('<a href="https://x.example/@{confirmunsubscribelink}@">x</a>'),
    ],
    ['as a reference', page('<a href="&#64;{confirmunsubscribelink}&#64;">x</a>')],
    ['under a name that Omeda does not know', page('<a href="@{my_unsubscribe}@">x</a>')],
  ])('is put where the only other one stands %s', (_what, html) => {
    expect(linked(html)).toMatch(OURS);
  });

  it('is added at the beginning if the end is hidden', () => {
    const html = page('<p>x</p><div style="display:none">y');
    expect(linked(html)).toMatch(/<body><p style="[^"]*"><a href/);
  });

  it.each([
    ['<body bgcolor="#222222"><p style="color:#fff">x</p>', '#ffffff'],
    ['<body style="background:#222 no-repeat"><p>x</p>', '#ffffff'],
    ['<body style="background:#222222;color:#333">x', '#ffffff'],
    ['<body text="#ffffff"><div style="background:#000">x</div>', '#000000'],
  ])('can be read on the page of %s', (start, color) => {
    const html = linked(`<html>${start}</body></html>`);
    expect(html).toContain(
      `<p style="text-align:center;font-size:12px;color:${color}"><a href="@{confirmunsubscribelink}@"`,
    );
    expect(linked(html)).toBe(html);
  });

  it.each([
    '<body bgcolor="#222222" text="#eeeeee">x',
    '<body class="dark"><style>.dark{background:#000;color:#fff}</style>x',
  ])('has the color of the page where that can be read: %s', (start) => {
    expect(linked(`<html>${start}</body></html>`)).toMatch(/font-size:12px"><a href/);
  });

  it('is added once', () => {
    expect(linked(linked(page('x')))).toBe(linked(page('x')));
  });
});
