import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbeddedStrategy } from '#messaging';
import { Opened } from '#process';
import { readStandaloneConfig } from '../../../apps/standalone/src/config.js';
import { localSitesFile } from '../../../apps/standalone/src/local-sites.js';
import { runStandalone } from '../../../apps/standalone/src/start-standalone.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';

let database: TestDatabase;
let dataDir: string;

beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'newsletter-start-'));
  await withoutSandbox(localSitesFile(dataDir));
  const env = { DATA_DIR: dataDir, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'error' };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(dataDir, { recursive: true, force: true });
  await database.drop();
});

/** Closing one would take longer than the rest of the start. */
async function withoutSandbox(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const baseUrl = '"environment": "sandbox", "baseUrl": "http://127.0.0.1:1"';
  await writeFile(file, text.replace('"environment": "sandbox"', baseUrl));
}

const { prototype } = EmbeddedStrategy;
const listen = Reflect.get(prototype, 'listen') as (this: EmbeddedStrategy, end: End) => void;
const close = Reflect.get(prototype, 'close') as (this: EmbeddedStrategy) => Promise<void>;
type End = (failure?: Error) => void;

/** What is closed, in its order, if this happens as soon as the deployer works. */
async function closedAfter(event: (opened: Opened) => Error | undefined): Promise<string[]> {
  const closed: string[] = [];
  const opened = new Opened();
  opened.add({ close: async () => void closed.push('PostgreSQL') });
  vi.spyOn(prototype, 'listen').mockImplementation(function (this: EmbeddedStrategy, end: End) {
    listen.call(this, () => end(event(opened)));
  });
  vi.spyOn(prototype, 'close').mockImplementation(async function (this: EmbeddedStrategy) {
    await close.call(this);
    closed.push('work');
  });
  await expect(runStandalone(readStandaloneConfig(), opened)).rejects.toThrow(/stopped|failed/);
  return closed;
}

describe('npm start that is already working but fails to start completely', () => {
  it('finishes what is in progress before PostgreSQL is closed if it is stopped', async () => {
    const closed = await closedAfter((opened) => {
      void opened.close();
      return undefined;
    });
    expect(closed).toEqual(['work', 'PostgreSQL']);
  });

  it('does so if the rest of the start fails, too', async () => {
    const closed = await closedAfter(() => new Error('It failed.'));
    expect(closed).toEqual(['work', 'PostgreSQL']);
  });
});
