import { existsSync } from 'node:fs';
import { ensureInstalled } from '../setup/install-with-apt.js';

const PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

const isThere = () => existsSync(PATH);

/** Debian's Chromium, unless CHROMIUM_PATH names another one. */
export default async function setup(): Promise<void> {
  await ensureInstalled({
    packages: ['chromium'],
    isThere: () => Promise.resolve(isThere()),
  });
}

/** On CI its lack is a fault. Elsewhere these specs are left out where nobody could install it, and that is told. */
export function hasChromium(): boolean {
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (isThere() || mayInstall || process.env['CI']) return true;
  const isWholeRun = !process.argv.some((word) => word.startsWith('--project'));
  if (isWholeRun) {
    process.stderr.write(
      'Skipped: specs of the console. Install Chromium, or set CHROMIUM_PATH.\n',
    );
  }
  return false;
}
