import { existsSync } from 'node:fs';
import { ensureInstalled } from '../setup/install-with-apt.js';

/** Debian's Chromium, unless CHROMIUM_PATH names another one. */
export default async function setup(): Promise<void> {
  const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const isThere = () => Promise.resolve(existsSync(path));
  await ensureInstalled({ packages: ['chromium'], isThere });
}
