import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SOURCE = 'packages/newsletter-events';
const TSC = resolve('node_modules/.bin/tsc');
const run = promisify(execFile);

const PROGRAM = `
import { type EventOf, type FollowOptions, fileCheckpoint, follow, nameOf } from 'newsletter-events';

const options: FollowOptions = {
  http: 'https://newsletters.example',
  key: 'key',
  from: 'now',
  amqp: { url: 'amqp://localhost', service: 'my-service' },
  checkpoint: fileCheckpoint('newsletters.json'),
  onEvent: (event) => {
    if (event.type === 'newsletter.deployment.sent.v1') sent(event);
  },
};
const sent = (event: EventOf<'deployment.sent'>): string => nameOf(event) + event.data.trackId;
await follow(options);
`;

/** Neither amqplib nor the types of Node.js are installed. */
const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom'],
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
  },
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsletter-types-'));
  const installed = join(folder, 'node_modules/newsletter-events');
  await mkdir(installed, { recursive: true });
  await run(TSC, ['-p', SOURCE, '--outDir', join(installed, 'dist')]);
  await copyFile(join(SOURCE, 'package.json'), join(installed, 'package.json'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
}, 120_000);

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The compiler's messages. */
async function faultsOf(program: string): Promise<string> {
  await writeFile(join(folder, 'main.ts'), program);
  const { stdout } = await run(TSC, ['-p', folder]).catch((error: { stdout: string }) => error);
  return stdout;
}

describe('the types of newsletter-events', { timeout: 120_000 }, () => {
  it('are complete if nothing but the package is installed', async () => {
    expect(await faultsOf(PROGRAM)).toBe('');
    expect(await faultsOf(PROGRAM.replace('event.data.trackId', 'event.data.track'))).toContain(
      'TS2551',
    );
  });
});
