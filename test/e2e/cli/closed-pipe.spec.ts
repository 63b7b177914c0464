import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

it('a pipe that is closed before anything is read is no crash, and no success', async () => {
  // The reader ends long before Node.js has started.
  const line = '{ node dist/apps/cli/src/main.js help; echo "code $?" >&2; } | true';
  const { stderr } = await run('sh', ['-c', line]);
  expect(stderr).toBe('code 141\n');
});
