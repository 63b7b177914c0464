import { type Browser, chromium } from 'playwright-core';
import { runCli } from '../e2e/cli/run-cli.js';
import { OPTIONS } from '../setup/chromium-options.js';
import type { Incident } from './incident.js';
import { OPERATOR_KEY } from './site.js';
import type { Mark, Stage } from './stage.js';

type Check = { name: string; state: string; words: string; cure: string | null };
const PAGE_MS = 20_000;

/** Whether `newsletter doctor` names it, and its cure. */
export async function doctorNames(
  doctor: Required<Incident>['doctor'],
  stage: Stage,
): Promise<boolean> {
  const env = { NEWSLETTER_URL: stage.url('gateway'), NEWSLETTER_KEY: OPERATOR_KEY };
  const { out } = await runCli('doctor --json', env);
  const { checks } = JSON.parse(out) as { checks: Check[] };
  return checks.some(
    ({ name, state, words, cure }) =>
      state !== 'ok' &&
      doctor.check.test(name) &&
      doctor.words.test(words) &&
      doctor.cure.test(cure ?? ''),
  );
}

export function logNames(log: RegExp, stage: Stage, from: Mark): boolean {
  return log.test(stage.printed(from));
}

/** A user of the console in Chromium. */
export class ConsoleWindow {
  private constructor(private readonly browser: Browser) {}

  static async open(): Promise<ConsoleWindow> {
    return new ConsoleWindow(await chromium.launch(OPTIONS));
  }

  /** Signs in, and reads the page once it is fully loaded. */
  async names(console: Required<Incident>['console'], stage: Stage): Promise<boolean> {
    const context = await this.browser.newContext();
    context.setDefaultTimeout(PAGE_MS);
    try {
      const page = await context.newPage();
      await page.goto(`${stage.url('gateway')}${console.path}`);
      await page.getByLabel('Operator key or site key').fill(OPERATOR_KEY);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.locator('h2').first().waitFor();
      await page.locator('main', { hasNotText: 'Loading…' }).waitFor();
      return console.text.test(await page.locator('main').innerText());
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
