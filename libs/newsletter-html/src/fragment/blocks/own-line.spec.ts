import { describe, expect, it } from 'vitest';
import { INLINE_ELEMENTS } from '../../inline-elements.js';
import { mailOf } from '../fragment.testing.js';

const BREAK = '<!--[if mso]><br><![endif]-->';

describe('words that stand on a line of their own by style alone', () => {
  const date = '<time style="display:block">Nov. 28</time>';

  it.each([
    ['after a link', `<li><a href="/a">News</a>${date}</li>`, `</a>${BREAK}<time`],
    ['before text', `<li>${date} by Ada</li>`, `</time>${BREAK} by Ada`],
    ['one below the other', `<li>${date}\n${date}</li>`, `</time>\n${BREAK}<time`],
    ['by a sheet', '<p>A <b class="own">B</b></p>', `A ${BREAK}<b`],
  ])('get a break for Outlook, which knows no such style: %s', (_where, html, expected) => {
    expect(mailOf(html, { styles: '.own{display:block}' }).content).toContain(expected);
  });

  it.each([
    ['alone', `<li>${date}</li>`],
    ['below a paragraph', `<div><p>News</p>${date}<p>More</p></div>`],
    ['below a break', `<li>News<br>${date}</li>`],
    ['beside others', '<p>A <b>B</b> c</p>'],
  ])('get none where they need none: %s', (_where, html) => {
    expect(mailOf(html).content).not.toContain('<br><![endif]');
  });

  it('get one break between two of them', () => {
    const { content } = mailOf(`<li>News${date}${date}</li>`);
    expect(content.split(BREAK)).toHaveLength(3);
  });
});

describe('a word with a background', () => {
  it.each([...INLINE_ELEMENTS])('stays in its sentence: %s', (name) => {
    const html = `<p>A <${name} style="background:#ffee00;border:1px solid">bold</${name}> word</p>`;
    const { content, text } = mailOf(html);
    expect(text).toBe('A bold word');
    expect(content).not.toContain('<table');
  });
});
