import { mkdirSync } from 'node:fs';
import {
  type Browser,
  type FrameLocator,
  type Locator,
  type Page,
  type Request,
  chromium,
} from 'playwright-core';
import { expect, vi } from 'vitest';
import { OPTIONS } from '../setup/chromium-options.js';
import type { User, Wordpress } from './wordpress.js';

const PATIENCE_MS = 90_000;
const PICTURES = 'test-results/pictures';

/** One person with a real browser, logged in to wp-admin. */
export class Person {
  /** The browser's complaints: our pages must cause none. */
  readonly complaints: string[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly wordpress: Wordpress,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async logIn(wordpress: Wordpress, user: User = 'admin'): Promise<Person> {
    const browser = await chromium.launch(OPTIONS);
    // Animations are drawn by the CPU, sixty times a second.
    const viewport = { width: 1280, height: 900 };
    const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${wordpress.url}/wp-login.php`);
    await page.fill('#user_login', user);
    await page.fill('#user_pass', `${user}-pass`);
    await page.click('#wp-submit');
    await page.waitForURL('**/wp-admin/**');
    return new Person(browser, page, wordpress);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.wordpress.url}/wp-admin/${path}`);
  }

  /** The block editor of a post, without its welcome guide, with our panel open. */
  async openBlockEditor(path = 'post-new.php'): Promise<void> {
    await this.open(path);
    await this.page.waitForFunction(
      'window.wp?.data?.select("core/editor")?.getCurrentPostId() > 0',
    );
    await this.page.evaluate(
      'wp.data.dispatch("core/preferences").set("core/edit-post", "welcomeGuide", false)',
    );
    await this.openPanel();
  }

  /** A click is lost while the editor is still loading. */
  private async openPanel(): Promise<void> {
    const toggle = this.page.getByRole('button', { name: 'Newsletter', exact: true });
    await toggle.waitFor();
    await vi.waitFor(
      async () => {
        if ((await toggle.getAttribute('aria-expanded')) === 'true') return;
        await toggle.click();
        throw new Error('The panel is not open.');
      },
      { timeout: PATIENCE_MS, interval: 500 },
    );
  }

  /** Types a title and a paragraph as an editor would. */
  async write(title: string, text: string): Promise<void> {
    await (await this.canvas()).getByRole('textbox', { name: 'Add title' }).fill(title);
    await this.page.evaluate(
      `wp.data.dispatch("core/block-editor").resetBlocks(wp.blocks.parse(${JSON.stringify(
        `<!-- wp:paragraph --><p>${text}</p><!-- /wp:paragraph -->`,
      )}))`,
    );
  }

  /** Where the post is written: newer WordPress has a frame for it. */
  private async canvas(): Promise<Page | FrameLocator> {
    const frame = 'iframe[name="editor-canvas"]';
    await this.page.locator(`${frame}, .editor-post-title`).first().waitFor();
    const isFramed = (await this.page.locator(frame).count()) > 0;
    return isFramed ? this.page.frameLocator(frame) : this.page;
  }

  async saveDraft(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save draft' }).click();
    await this.saved();
  }

  async publish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    const panel = this.page.getByRole('region', { name: 'Editor publish' });
    await panel.getByRole('button', { name: 'Publish', exact: true }).click();
    await this.saved();
    await this.page.getByRole('button', { name: 'Close panel' }).click();
  }

  /**
   * Presses a button of the classic form, and waits for the resulting page. WordPress ignores the button while
   * it saves a copy of a new title; pressed again during the submit, the first response would be lost.
   */
  async submitForm(button: '#save-post' | '#publish'): Promise<void> {
    const isSubmitted = (request: Request) =>
      request.isNavigationRequest() && request.method() === 'POST';
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const submitted = this.page.waitForRequest(isSubmitted, { timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      await this.page.click(button, { noWaitAfter: true });
      if (await submitted) break;
      if (performance.now() > end) throw new Error('The form was not submitted.');
    }
    await this.page.waitForURL('**/post.php?post=*&action=edit&message=*');
    await this.page.locator('#message').waitFor();
  }

  async update(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Update|Save)$/ }).click();
    await this.saved();
  }

  private async saved(): Promise<void> {
    await this.page.waitForFunction(
      '!wp.data.select("core/editor").isSavingPost() && !wp.data.select("core/editor").isEditedPostDirty()',
    );
  }

  postId(): Promise<number> {
    return this.page.evaluate('wp.data.select("core/editor").getCurrentPostId()');
  }

  get status(): Locator {
    return this.page.locator('.omeda-status');
  }

  /** Waits until the panel shows it; the service works meanwhile. */
  async sees(status: string): Promise<void> {
    await this.page
      .locator(`.omeda-status[data-status="${status}"]`)
      .waitFor({ timeout: PATIENCE_MS })
      .catch(async (error: Error) => {
        throw new Error(`It is not '${status}': ${await this.status.textContent()}`, {
          cause: error,
        });
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
