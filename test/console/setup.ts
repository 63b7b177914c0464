import { existsSync } from 'node:fs';
import { ensureChromium } from '../setup/chromium.js';

/** What the visitors of these specs look at the console with. */
export default async function setup(): Promise<void> {
  await ensureChromium();
}

/** On Debian it can always be had, and on CI its lack is a fault. Elsewhere these specs are left out, and that is told. */
export function hasChromium(): boolean {
  const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (existsSync(path) || existsSync('/etc/debian_version') || process.env['CI']) return true;
  const isWholeRun = !process.argv.some((word) => word.startsWith('--project'));
  if (isWholeRun) {
    process.stderr.write('Skipped: specs of the console. Set CHROMIUM_PATH to run them.\n');
  }
  return false;
}
