import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { versionOf } from '../setup/newest-wordpress.js';
import { PLUGIN_SOURCE } from '../setup/tree.js';

/** Debian may get a newer one any day: this spec then shows it, and it is no fault of this commit. */
it('readme.txt’s “Tested up to” claims no WordPress newer than the specs run on', async () => {
  const [newest = ''] = /^\d+\.\d+/.exec(await versionOf(inject('wordpressRoot'))) ?? [];
  const readme = readFileSync(join(PLUGIN_SOURCE, 'readme.txt'), 'utf8');
  const [, claimed = ''] = /^Tested up to: (\d+\.\d+)$/m.exec(readme) ?? [];
  const isOlder = claimed.localeCompare(newest, 'en', { numeric: true }) < 0;
  if (isOlder)
    process.stderr.write(`Raise "Tested up to" in readme.txt from ${claimed} to ${newest}.\n`);
  expect(isOlder ? claimed : newest).toBe(claimed);
});
