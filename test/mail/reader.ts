import { type Browser, type Page, type Route, chromium } from 'playwright-core';
import { OPTIONS } from '../setup/chromium-options.js';
import { landscape } from './landscape.js';

export type Screen = { width: number; scheme: 'light' | 'dark' };

/** Width and height of the pictures that the posts name. */
const PICTURES: Record<string, [number, number]> = {
  'harbor.jpg': [600, 300],
  'market.jpg': [400, 300],
  'bridge.jpg': [300, 400],
  'square.jpg': [200, 200],
  'coast.jpg': [600, 225],
  'hqdefault.jpg': [480, 360],
  'avatar.jpg': [96, 96],
};

/** A mailbox: mails are opened in Chromium, and nothing is fetched from outside. */
export class Reader {
  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<Reader> {
    return new Reader(await chromium.launch(OPTIONS));
  }

  async open(html: string, { width, scheme }: Screen): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width, height: 600 },
      colorScheme: scheme,
      // Half the size is enough to see what moved, and keeps the accepted pictures small.
      deviceScaleFactor: 0.5,
    });
    const page = await context.newPage();
    await page.route('**/*', (route) => answer(route));
    await page.setContent(html, { waitUntil: 'load' });
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

function answer(route: Route): Promise<void> {
  const name =
    route
      .request()
      .url()
      .split('/')
      .at(-1)
      ?.replace(/-\d+x\d+/, '') ?? '';
  const size = PICTURES[name];
  if (!size) return route.abort();
  return route.fulfill({ contentType: 'image/png', body: landscape(...size) });
}
