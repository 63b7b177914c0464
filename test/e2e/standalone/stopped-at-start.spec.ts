import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

/** A start that never ends, as a long migration seems to. */
const START = `
  const { runProcess } = await import('./dist/libs/process/src/index.js');
  runProcess('spec', () => {
    console.log('Starting');
    setInterval(() => undefined, 1_000);
    return new Promise(() => undefined);
  });`;

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  'a process that is still starting ends at %s, also as the first of a container',
  async (signal, code) => {
    const started = spawn(process.execPath, ['--input-type=module', '--eval', START]);
    await once(started.stdout, 'data');
    started.kill(signal);
    // Ended by itself: the first process of a container is not ended by the system.
    expect(await once(started, 'exit')).toEqual([code, null]);
  },
);
