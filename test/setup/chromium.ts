import { existsSync } from 'node:fs';
import { ensureInstalled } from './ensure-installed.js';
import { programOf } from './has-programs.js';

/** Debian's Chromium, unless CHROMIUM_PATH names another one. @throws Error that says what to install. */
export async function ensureChromium(): Promise<void> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH && existsSync(CHROMIUM_PATH)) return;
  const isThere = async () => (await programOf('chromium')) !== undefined;
  await ensureInstalled({ packages: ['chromium'], isThere });
  process.env['CHROMIUM_PATH'] = await programOf('chromium');
}
