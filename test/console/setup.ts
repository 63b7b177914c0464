import { existsSync } from 'node:fs';
import { ensureChromium } from '../setup/chromium.js';

/** What the visitors of these specs open the console with. */
export default async function setup(): Promise<void> {
  await ensureChromium();
}

/** On CI its absence is a fault. Elsewhere these specs are skipped if it cannot be fetched, with a message. */
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
