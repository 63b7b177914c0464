import { describe, expect, it } from 'vitest';
import { withoutHtmlMergeDelimiters } from './html-merge-delimiters.js';
import { knownVariables } from './known-variables.js';
import { mendVariableLinks } from './mend-variable-links.js';
import { Viewed } from '../view/viewed.js';

const FIELD = 'post.html';

function harmless(html: string, more: string[] = []) {
  return withoutHtmlMergeDelimiters(new Viewed(html), FIELD, knownVariables(more));
}

describe('merge variables', () => {
  it.each([
    ['in text', '<p>Hi @{first_name}@, it is @{mv_date_MMddyyyy}@</p>'],
    [
      'in links',
      '<a href="https://x.example/?c=@{encrypted_customer_id}@&amp;t=@{track_id}@">x</a>',
    ],
    ['as a link', '<a href="@{forwardtoafriendlink}@">x</a> <a href=@{preferencepagelink}@>y</a>'],
    ['in another case', '<p>Hi @{First_Name}@ @{FIRST_NAME}@</p>'],
    ["in Outlook's comments", '<!--[if mso]><v:rect href="@{mv_online_version}@"/><![endif]-->'],
  ])('that Omeda can know stay %s', (_where, html) => {
    expect(harmless(html)).toEqual({ text: html, warnings: [] });
  });

  it("of the account's own stay, whatever their case", () => {
    const html = '<p>@{Loyalty-Level}@</p>';
    expect(harmless(html, ['loyalty-level'])).toEqual({ text: html, warnings: [] });
  });

  it.each([
    ['@{firstnam}@', 'merge-variable-unknown'],
    ['@{first name}@', 'merge-variable-malformed'],
    ['@{First Name}@', 'merge-variable-malformed'],
    ['@{{unsub_url}}@', 'merge-variable-malformed'],
    ['@{}@', 'merge-variable-malformed'],
  ])('that are none are named, and made harmless: %s', (written, code) => {
    const { text, warnings } = harmless(`<p>Hi ${written}</p>`);
    expect(text).toBe(`<p>Hi ${written.replaceAll('@', '&#64;')}</p>`);
    expect(warnings).toMatchObject([{ code, field: FIELD, place: `text "Hi ${written}"` }]);
    expect(warnings[0]?.words).toContain(`${written} is not a `);
  });

  it.each(['@{<b>first_name</b>}@', '@{first<i class="x">_name</i>}@', '<b>@{</b>first_name}@'])(
    'with markup in them are named, once: %s',
    (written) => {
      const { warnings } = harmless(`<p>Hi ${written}, it is &amp; 7</p>`);
      expect(warnings).toMatchObject([{ code: 'merge-variable-malformed', field: FIELD }]);
      expect(warnings[0]?.words).toContain('@{first_name}@ has formatting inside it');
    },
  );

  it('are reported with the link or image that they stand in, each once', () => {
    const html =
      '<a href="https://x.example/?@{a}@">Read &amp; write</a> @{a}@ <img src="@{b}@/c.png">';
    expect(harmless(html).warnings.map(({ place }) => place)).toEqual([
      'link "Read & write"',
      'image c.png',
    ]);
  });
});

describe('merge delimiters in html', () => {
  it('are reported with the first place of them, and what to do', () => {
    const [warning] = harmless('<p>Fine</p><p>Mail me@{you}</p><p>or {me}@x</p>').warnings;
    expect(warning).toMatchObject({ code: 'merge-delimiters', place: 'text "Mail me@{you}"' });
    expect(warning?.words).toMatch(/write @\{name\}@/);
  });

  it.each([
    ['<p>me@{you}</p>', '<p>me&#64;{you}</p>'],
    ['<p>{x}@y</p>', '<p>{x}&#64;y</p>'],
    ['<p>@{@{confirmunsubscribelink}@}@', '<p>&#64;{@{confirmunsubscribelink}@}&#64;'],
  ])('of an editor are made harmless, with a warning: %s', (html, safe) => {
    const { text, warnings } = harmless(html);
    expect(text).toBe(safe);
    expect(warnings).toMatchObject([{ code: 'merge-delimiters', field: FIELD }]);
  });

  it.each([
    ['<a href="@{confirmunsubscribelink}@">x</a>', '<a href="@{confirmunsubscribelink}@">x</a>'],
    ['<style>a{b:c}@media x{}</style>', '<style>a{b:c} @media x{}</style>'],
    [
      '<!--[if mso]><style>p{}@x</style><![endif]-->',
      '<!--[if mso]><style>p{} @x</style><![endif]-->',
    ],
    ['<p>a@b.c { }</p>', '<p>a@b.c { }</p>'],
  ])('are no cause to warn in %s', (html, safe) => {
    expect(harmless(html)).toEqual({ text: safe, warnings: [] });
  });
});

describe('a link that is a merge variable', () => {
  it.each([
    'http://@{confirmunsubscribelink}@',
    'https://@{confirmunsubscribelink}@',
    'HTTP://@{confirmunsubscribelink}@/',
    'http://@%7Bconfirmunsubscribelink%7D@',
    'http://%40%7Bconfirmunsubscribelink%7D%40',
  ])('loses what a link field put around it: %s', (href) => {
    const { text, warnings } = mendVariableLinks(
      new Viewed(`<a href="${href}">Bye</a>`),
      knownVariables(),
    );
    expect(text).toBe('<a href="@{confirmunsubscribelink}@">Bye</a>');
    expect(warnings).toMatchObject([{ code: 'link-mended', place: 'link "Bye"' }]);
  });

  it("loses it in Outlook's comments, too", () => {
    const html = '<!--[if mso]><v:rect href="http://@{preferencepagelink}@"></v:rect><![endif]-->';
    expect(mendVariableLinks(new Viewed(html), knownVariables()).text).toBe(
      html.replace('http://', ''),
    );
  });

  it.each([
    '<a href="https://x.example/@{track_id}@">x</a>',
    '<a href="http://@{nobody_knows}@">x</a>',
    '<p>http://@{confirmunsubscribelink}@</p>',
  ])('is no other one: %s', (html) => {
    expect(mendVariableLinks(new Viewed(html), knownVariables())).toEqual({
      text: html,
      warnings: [],
    });
  });
});
