import { describe, expect, it } from 'vitest';
import { newsletter } from '../newsletter/newsletter.testing.js';

const page = (body: string, head = '') =>
  `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;
const SEEN = '<p>Good morning</p>';
const LOST = '<p>The harbor</p></body></html>';

describe('what is never closed', () => {
  it.each([
    ['a condition for Outlook', '<!--[if mso]><b>x</b>', '<![endif]-->'],
    ['a condition that ends without dashes', '<!--[if mso]><b>x</b><![endif]>', '<![endif]-->'],
    ['a comment', '<!-- ad', '-->'],
    ['a style sheet', '<style>p{color:red}', '</style>'],
    ['the quotation mark of a tag', '<a href="https://x.example>', 'quotation mark'],
  ])('is reported with what it swallows and with its cure: %s', (_what, opened, cure) => {
    const { warnings, problems } = newsletter({ html: page(`${SEEN}${opened}`) + LOST });
    expect(problems).toEqual([]);
    const found = warnings.filter(({ code }) => code === 'unclosed');
    expect(found).toMatchObject([{ words: expect.stringContaining(cure) }]);
    expect(found[0]?.place).toMatch(/^text "/);
  });

  it.each([
    ['whole document', page(`<!--[if mso]>${SEEN}`)],
    ['fragment', `<!--[if mso]>${SEEN}`],
    ['title', page(SEEN, '<title>News')],
  ])('holds a newsletter of which nothing else is left: a %s', (_what, html) => {
    const { problems, warnings } = newsletter({ html });
    expect(problems).toMatchObject([{ code: 'unclosed', place: 'text "Good morning"' }]);
    expect(warnings.map(({ code }) => code)).not.toContain('unclosed');
  });

  it.each([
    ['closed by the next comment', `<!--[if mso]><b>x</b>${SEEN}<!-- footer --><p>Bye</p>`],
    ['begun again within', `<!-- header ${SEEN}<!-- footer --><p>Bye</p>`],
  ])('is reported also if it is %s', (_what, body) => {
    const { warnings, content } = newsletter({ html: page(body) });
    expect(warnings.map(({ code }) => code)).toContain('unclosed');
    expect(content.html).toContain(body);
  });

  it.each([
    '<!--[if mso]><table><tr><td>x</td></tr></table><![endif]-->',
    '<!--[if !mso]><!--><p>x</p><!--<![endif]-->',
    '<!--[if !mso]>--><p>x</p><!--<![endif]-->',
    '<![if !mso]><p>x</p><![endif]>',
    '<!-- <p>an old paragraph</p> -->',
  ])('is none of %s', (comment) => {
    const { warnings } = newsletter({ html: page(`${SEEN}${comment}`) });
    expect(warnings.map(({ code }) => code)).not.toContain('unclosed');
  });
});
