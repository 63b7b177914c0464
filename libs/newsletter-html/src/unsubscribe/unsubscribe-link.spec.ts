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
  it.each(HIDING)('is put where readers have one with %s', (style) => {
    const hidden = page(`<div style="${style}">${LINK}</div><p>x</p>`);
    expect(linked(hidden)).toMatch(OURS);
  });

  it('is not put where one is visible again in what is not', () => {
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

  it('is put before the end of the body, and nothing else changes', () => {
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

  it('is put at the beginning where the end stands in what is hidden', () => {
    const html = page('<p>x</p><div style="display:none">y');
    expect(linked(html)).toMatch(/<body><p style="[^"]*"><a href/);
  });

  it('is put once', () => {
    expect(linked(linked(page('x')))).toBe(linked(page('x')));
  });
});
