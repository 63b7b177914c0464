import { mkdirSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { expect } from 'vitest';
import { OPTIONS } from '../setup/chromium-options.js';

const PATIENCE_MS = 60_000;
const PICTURES = process.env['PICTURES'] ?? 'test-results/pictures';

type Screen = { width?: number; height?: number; colorScheme?: 'light' | 'dark' };
type Violation = { id: string; help: string; nodes: { html: string; failureSummary: string }[] };

const BROKEN_WORDS = `[...document.querySelectorAll('th')].flatMap((heading) => {
  const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { index, 0: word } of node.textContent.matchAll(/[\\w,]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (range.getClientRects().length > 1) broken.push(word);
    }
  }
  return broken;
})`;

/** A user of the console, in a real browser. */
export class Visitor {
  /** The browser's complaints: blocked by the CSP, thrown, or requests to other hosts. */
  readonly complaints: string[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      // The browser also logs each response that is a problem; the page shows it in words.
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAnswer) this.complaints.push(message.text());
    });
    page.on('request', (request) => {
      const asked = request.url();
      if (!asked.startsWith(url) && !asked.startsWith('data:')) this.complaints.push(asked);
    });
  }

  static async open(url: string, path = '/console', screen: Screen = {}): Promise<Visitor> {
    const { width = 1280, height = 900, colorScheme = 'light' } = screen;
    const browser = await chromium.launch(OPTIONS);
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const visitor = new Visitor(browser, context, page, url);
    await visitor.go(path);
    return visitor;
  }

  static async signedIn(
    url: string,
    key: string,
    path?: string,
    screen?: Screen,
  ): Promise<Visitor> {
    const visitor = await Visitor.open(url, path, screen);
    await visitor.signIn(key);
    return visitor;
  }

  async go(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.url).href);
  }

  async signIn(key: string, name = 'Zoë'): Promise<void> {
    await this.page.getByLabel('Operator key or site key').fill(key);
    await this.page.getByLabel('Your name').fill(name);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).waitFor();
  }

  async heading(name: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** What axe-core finds in the page's current state. */
  async faults(): Promise<string[]> {
    await this.page.getByText('Loading…').first().waitFor({ state: 'detached' });
    await this.page.evaluate(axe.source);
    const violations = await this.page.evaluate<Violation[]>(
      'axe.run().then(({ violations }) => violations)',
    );
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
    );
  }

  /** Whether the page is wider than the screen. */
  async overflow(): Promise<number> {
    return this.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
  }

  /** Words in table headings that are broken in the middle. */
  async brokenWords(): Promise<string[]> {
    return this.page.evaluate<string[]>(BROKEN_WORDS);
  }

  /** Whether the day that is shown is visible, in the calendar of the week. */
  async seesDay(): Promise<boolean> {
    return this.page.locator('.week a[aria-current]').evaluate((day) => {
      const calendar = day.closest('.scrolls')?.getBoundingClientRect();
      const { left, right } = day.getBoundingClientRect();
      return calendar !== undefined && left >= calendar.left && right <= calendar.right + 1;
    });
  }

  async picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: `${PICTURES}/${name}.png` });
  }

  async close(): Promise<void> {
    await this.browser.close();
    expect(this.complaints).toEqual([]);
  }
}
