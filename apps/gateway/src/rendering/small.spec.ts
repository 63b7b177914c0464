import { prepareNewsletter } from '#newsletter-html';
import { describe, expect, it } from 'vitest';
import { newsletterSource } from './newsletter-source.testing.js';
import { isSmall } from './small.js';

function isHtmlSmall(html: string, styles = ''): boolean {
  return isSmall({ ...prepareNewsletter(newsletterSource(html)).bodySource, styles });
}

describe('a newsletter that is rendered at once', () => {
  it('is one of a few paragraphs', () => {
    expect(isHtmlSmall('<p>Good morning, readers.</p>'.repeat(10))).toBe(true);
  });

  it.each([
    ['of many words', 'word '.repeat(1_000)],
    [
      'nested deep in few characters',
      '<figure class="wp-block-gallery"><figure class="wp-block-image"><img src=a>'.repeat(50),
    ],
    ['with a style sheet of its own', '<style>i b b b b b b b b{color:red}</style><i>x</i>'],
  ])('is not one %s', (_what, html) => {
    expect(isHtmlSmall(html)).toBe(false);
  });

  it('is not one with styles of the site', () => {
    expect(isHtmlSmall('<p>x</p>', 'p{color:red}')).toBe(false);
  });
});
