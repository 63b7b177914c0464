import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { versionOf } from '../setup/newest-wordpress.js';
import { PLUGIN_SOURCE } from '../setup/tree.js';

it('readme.txt’s “Tested up to” is the newest WordPress that the specs run on', async () => {
  const [newest] = /^\d+\.\d+/.exec(await versionOf(inject('wordpressRoot'))) ?? [];
  const readme = readFileSync(join(PLUGIN_SOURCE, 'readme.txt'), 'utf8');
  expect(/^Tested up to: (.*)$/m.exec(readme)?.[1]).toBe(newest);
});
