import { describe, expect, it } from 'vitest';
import { mailOf } from '../fragment.testing.js';

const image = (name: string) => `<img src="https://x.example/${name}.jpg" alt="${name}">`;
const link = (name: string, inner = image(name)) =>
  `<a href="https://x.example/${name}">${inner}</a>`;

/** Links, pictures and words in the order of the mail. */
function order(html: string): string {
  const { $ } = mailOf(html);
  const parts: string[] = [];
  const walk = (node: ReturnType<typeof $>) => {
    for (const one of node.contents().toArray()) {
      if (one.type === 'text') parts.push(one.data.replace(/\u00a0/g, ' ').trim());
      if (one.type !== 'tag') continue;
      const { href = '', alt = '' } = one.attribs;
      if (one.name === 'a') parts.push(`(${href.replace('https://x.example/', '')}`);
      if (one.name === 'img') parts.push(`[${alt}]`);
      walk($(one));
      if (one.name === 'a') parts.push(')');
    }
  };
  walk($('#content'));
  return parts.filter((part) => part !== '').join(' ');
}

describe('a gallery', () => {
  it.each([
    ['of any element', `<div class="gallery">${link('a')}${link('b')}</div>`, '(a [a] ) (b [b] )'],
    [
      'of a list',
      `<ul class="gallery"><li>${link('a')}</li><li>${link('b')}</li></ul>`,
      '(a [a] ) (b [b] )',
    ],
    [
      'of items of its own',
      `<div class="gallery"><div>${link('a')}<p>A</p></div><div>${link('b')}<p>B</p></div></div>`,
      '(a [a] ) A (b [b] ) B',
    ],
    [
      'of the classic editor',
      `<div class="gallery gallery-columns-2"><dl class="gallery-item"><dt class="gallery-icon">${link('a')}</dt><dd class="gallery-caption">A</dd></dl><dl class="gallery-item"><dt class="gallery-icon">${link('b')}</dt></dl><br></div>`,
      '(a [a] ) A (b [b] )',
    ],
    [
      'of blocks, with a caption below',
      `<figure class="wp-block-gallery"><figure class="wp-block-image">${link('a')}<figcaption>A <img class="emoji" src="https://x.example/s.png" alt=":)"></figcaption></figure><figure class="wp-block-image">${image('b')}</figure><figcaption>Both</figcaption></figure>`,
      '(a [a] ) A [:)] [b] Both',
    ],
    [
      'whose pictures have one link',
      `<div class="gallery">${link('a', image('1') + image('2'))}</div>`,
      '(a [1] ) (a [2] )',
    ],
    [
      'whose blocks stand in links',
      `<div class="wp-block-gallery">${link('a', `<figure class="wp-block-image">${image('1')}</figure>`)}${link('b', `<figure class="wp-block-image">${image('2')}</figure>`)}</div>`,
      '(a [1] ) (b [2] )',
    ],
  ])('keeps what belongs to each picture: %s', (_what, html, expected) => {
    expect(order(html)).toBe(expected);
    // In rows.
    expect(mailOf(html).find('td[width]').length).toBeGreaterThan(1);
  });

  it.each([
    [
      'words between its pictures',
      `<div class="gallery">${link('a')}<p>A</p>${link('b')}<p>B</p></div>`,
      '(a [a] ) A (b [b] ) B',
    ],
    ['a name', `<section class="gallery"><h2>News</h2>${image('a')}</section>`, 'News [a]'],
    ['words alone', '<section class="gallery"><p>Soon</p></section>', 'Soon'],
    [
      'words in a link with pictures',
      `<div class="gallery">${link('a', `${image('1')}${image('2')} A`)}</div>`,
      '(a [1] [2] A )',
    ],
  ])('stays as it is where it has %s, which no row has a place for', (_what, html, expected) => {
    expect(order(html)).toBe(expected);
  });
});
