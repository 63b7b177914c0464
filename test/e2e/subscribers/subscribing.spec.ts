import { execFile } from 'node:child_process';
import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { blockOf } from '../../setup/docs/blocks.js';
import { pythonWithPika } from '../../setup/python-with-pika.js';
import { exampleOf, useExamples } from './examples.testing.js';

const SPEC_MS = 240_000;

const examples = useExamples();

/** Installs the package where the example is, as `npm install` does it. */
async function install(): Promise<void> {
  await mkdir(join(examples.folder, 'node_modules'));
  const source = resolve('packages/newsletter-events');
  await promisify(execFile)('npm', ['run', 'build'], { cwd: source });
  await symlink(source, join(examples.folder, 'node_modules', 'newsletter-events'));
}

describe('a service that joins late', () => {
  it(
    'catches up over HTTP and follows the exchange without gap or repeat, in Node',
    async () => {
      await examples.joinsLate({ command: process.execPath, args: [resolve(exampleOf('node'))] });
    },
    SPEC_MS,
  );

  it(
    'does so with the package, over HTTP alone',
    async () => {
      await install();
      const { text } = blockOf('docs/subscribing.md', 'export NEWSLETTER_URL');
      expect(text.match(/\b[A-Z_]+(?==)/g)).toEqual(['NEWSLETTER_URL', 'NEWSLETTER_KEY']);
      const [, file = ''] = /^npm install newsletter-events && node (\S+)$/m.exec(text) ?? [];
      await copyFile(file, join(examples.folder, 'follow.mjs'));
      await examples.joinsLate({ command: process.execPath, args: ['follow.mjs'] });
    },
    SPEC_MS,
  );

  it(
    'does so in Python, too',
    async () => {
      const { command, env } = await pythonWithPika();
      await examples.joinsLate({ command, args: [resolve(exampleOf('python3'))], env });
    },
    SPEC_MS,
  );
});
