import { existsSync } from 'node:fs';
import { ensureChromium } from '../setup/chromium.js';

/** What the visitors of these specs look at the console with. */
export default async function setup(): Promise<void> {
  await ensureChromium();
}

/** On CI its lack is a fault. Elsewhere these specs are left out where it cannot be fetched, and that is told. */
export function hasChromium(): boolean {
  const isDebian = existsSync('/etc/debian_version');
  const isThere = existsSync(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium');
  if (isThere || isDebian || process.env['CI']) return true;
  const isWholeRun = !process.argv.some((word) => word.startsWith('--project'));
  if (isWholeRun) {
    process.stderr.write(
      'Skipped: specs of the console. Install Chromium, or set CHROMIUM_PATH.\n',
    );
  }
  return false;
}
