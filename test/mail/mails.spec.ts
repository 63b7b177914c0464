import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { difference } from './accepted.js';
import { asShownBy } from './mail-programs.js';
import { hardToRead, isScrolledSideways, tooWide, wordsOn } from './on-page.js';
import { POSTS, mailOf, mailOfPost } from './posts.js';
import { Reader, type Screen } from './reader.js';

const DESKTOP: Screen = { width: 600, scheme: 'light' };
const PHONE: Screen = { width: 375, scheme: 'light' };
const DARK_PHONE: Screen = { width: 375, scheme: 'dark' };
const DARK: Screen = { width: 600, scheme: 'dark' };
const SCREENS = { desktop: DESKTOP, phone: PHONE, 'dark desktop': DARK, 'dark phone': DARK_PHONE };
/** Five of them are kept as pictures on a dark phone, too. */
const ON_PHONE = ['01-story', '02-columns', '07-words', '08-tables', '13-newest'];

/** And five as Outlook shows them. */
const IN_OUTLOOK = ['02-columns', '03-covers', '04-buttons', '09-groups', '13-newest'];

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(() => reader.close());

async function onPage<T>(
  html: string,
  screen: Screen,
  check: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await reader.open(html, screen);
  try {
    return await check(page);
  } finally {
    await page.context().close();
  }
}

function shot(html: string, screen: Screen): Promise<Buffer> {
  return onPage(html, screen, (page) => page.screenshot({ fullPage: true }));
}

describe.each(POSTS)('the mail of the post %s', (name) => {
  const html = mailOfPost(name);

  it('looks as it was accepted', async () => {
    expect(difference(name, await shot(html, DESKTOP))).toBeNull();
  });

  it.runIf(IN_OUTLOOK.includes(name))('looks as it was accepted in Outlook', async () => {
    const seen = await shot(asShownBy('outlook', html), DESKTOP);
    expect(difference(`${name}-outlook`, seen)).toBeNull();
  });

  it.runIf(ON_PHONE.includes(name))('looks as it was accepted on a dark phone', async () => {
    expect(difference(`${name}-dark-phone`, await shot(html, DARK_PHONE))).toBeNull();
  });

  it.each(Object.entries(SCREENS))(
    'can be read on a %s, and nothing stands out',
    async (_what, screen) => {
      await onPage(html, screen, async (page) => {
        expect(await hardToRead(page, 3)).toEqual([]);
        expect(await tooWide(page)).toEqual([]);
        expect(await isScrolledSideways(page)).toBe(false);
      });
    },
  );

  it.each(['outlook', 'gmail'] as const)('can be read in %s, too', async (program) => {
    const words = await onPage(html, DESKTOP, wordsOn);
    await onPage(asShownBy(program, html), DESKTOP, async (page) => {
      expect(await wordsOn(page)).toEqual(words);
      expect(await hardToRead(page, 3)).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
    });
  });
});

/** The position of something. */
async function box(page: Page, text: string) {
  const found = await page.getByText(text, { exact: true }).first().boundingBox();
  if (!found) throw new Error(`'${text}' is not shown`);
  return found;
}

describe('columns', () => {
  const html = mailOfPost('02-columns');

  it.each([
    ['on a desktop', html],
    ['in Outlook', asShownBy('outlook', html)],
    ['in Gmail without style sheets', asShownBy('gmail', html)],
  ])('stand beside each other %s', async (_where, shown) => {
    await onPage(shown, DESKTOP, async (page) => {
      const [left, right] = [await box(page, 'Left'), await box(page, 'Right')];
      expect(Math.abs(left.y - right.y)).toBeLessThan(2);
      expect(right.x).toBeGreaterThan(left.x + 200);
    });
  });

  it.each([
    ['a phone', html],
    ["a phone's Gmail without style sheets", asShownBy('gmail', html)],
  ])('stand one below the other on %s, but for those that never do', async (_where, shown) => {
    await onPage(shown, PHONE, async (page) => {
      const [left, right] = [await box(page, 'Left'), await box(page, 'Right')];
      expect(right.y).toBeGreaterThan(left.y + 50);
      const [first, second] = [
        await box(page, 'Never stacked, left'),
        await box(page, 'Never stacked, right'),
      ];
      expect(second.x).toBeGreaterThan(first.x + 50);
    });
  });
});

describe('what is longer than the screen of a phone', () => {
  const LONG = `https://daily.example/${'a'.repeat(100)}`;

  it.each([
    ['in a paragraph', `<p>${LONG}</p>`],
    ['in a link', `<p><a href="${LONG}">${LONG}</a></p>`],
    ['in code', `<pre class="wp-block-code"><code>${LONG}</code></pre>`],
    ['in a quote', `<blockquote class="wp-block-quote"><p>${LONG}</p></blockquote>`],
    [
      'in a table',
      `<figure class="wp-block-table"><table><tr><td>${LONG}</td><td>Two</td></tr></table></figure>`,
    ],
    ['in a row', `<div class="wp-block-group is-layout-flex"><p>${LONG}</p><p>Two</p></div>`],
  ])('is broken %s', async (_where, html) => {
    await onPage(mailOf(html), PHONE, async (page) => {
      expect(await isScrolledSideways(page)).toBe(false);
    });
  });

  it.each([PHONE, DESKTOP])('breaks no other word in a table, at $width px', async (screen) => {
    const cells = ['Constituency', 'Votes', `${LONG} ${'and more '.repeat(40)}`];
    const row = cells.map((text) => `<td>${text}</td>`).join('');
    const html = `<figure class="wp-block-table"><table><tr>${row}</tr></table></figure>`;
    await onPage(mailOf(html), screen, async (page) => {
      const lines = await page.evaluate<number[]>(`['Constituency', 'Votes'].map((word) => {
        const cell = [...document.querySelectorAll('td')].find((td) => td.textContent === word);
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getClientRects().length;
      })`);
      expect(lines).toEqual([1, 1]);
      expect(await isScrolledSideways(page)).toBe(false);
    });
  });
});

describe('a button', () => {
  it.each(['outlook', 'gmail'] as const)('keeps its box in %s', async (program) => {
    await onPage(asShownBy(program, mailOfPost('04-buttons')), DESKTOP, async (page) => {
      const { color, height } = await page.evaluate<{ color: string; height: number }>(`(() => {
        const link = [...document.links].find(({ textContent }) => textContent === 'Subscribe now');
        const cell = link.closest('td');
        return { color: getComputedStyle(cell).backgroundColor, height: cell.getBoundingClientRect().height };
      })()`);
      expect(color).toBe('rgb(179, 18, 59)');
      expect(height).toBeGreaterThan(36);
    });
  });
});
