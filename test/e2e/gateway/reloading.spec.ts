import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Running } from '#process';
import { readConfig } from '../../../apps/gateway/src/config.js';
import { runGateway } from '../../../apps/gateway/src/start-gateway.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { SECRETS, ask, postEvent, sendEvent } from './fixtures.js';

const DEADLINE = { timeout: 30_000, interval: 100 };
const KEY = 'the-key-0123456789';
const NEW_KEY = 'the-new-key-0123456789';
let folder: string;
let database: TestDatabase;
let gateway: Running;
let url: string;

const write = (name: string, text: string) => writeFile(join(folder, name), text);

function writeSites({ secrets = ['old'], brand = 'DEMO' }: { secrets?: string[]; brand?: string }) {
  const file = (name: string) => ({ file: name });
  const brands = {
    DEMO: { environment: 'sandbox', appId: file('app-id'), ownerUserId: 'owner' },
  };
  const daily = { brand, signingSecrets: secrets.map(file), siteKeys: [file('key')] };
  return write('sites.json', JSON.stringify({ brands, sites: { daily } }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  database = await createTestDatabase();
  await write('app-id', 'demo-app-id');
  await write('old', SECRETS.daily);
  await write('new', SECRETS.weekly);
  await write('key', KEY);
  await writeSites({});
  const config = readConfig({
    DATABASE_URL: database.url,
    RABBITMQ_URL: inject('rabbitmq').url,
    SITES_FILE: join(folder, 'sites.json'),
    PORT: '0',
    LOG_LEVEL: 'silent',
  });
  gateway = await runGateway(config);
  url = /http:\S+/.exec(gateway.lines.join())?.[0] ?? '';
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
  await rm(folder, { recursive: true });
});

const signedBy = async (secret: string) => (await sendEvent(url, postEvent(), { secret })).status;
const read = async (key: string) => (await ask(url, '/v1/deployments', { key })).status;

describe('while the gateway runs', () => {
  it('a signing secret is replaced: both sign for a while, then only the new one', async () => {
    expect([await signedBy(SECRETS.daily), await signedBy(SECRETS.weekly)]).toEqual([202, 401]);
    await writeSites({ secrets: ['old', 'new'] });
    await vi.waitFor(async () => expect(await signedBy(SECRETS.weekly)).toBe(202), DEADLINE);
    expect(await signedBy(SECRETS.daily)).toBe(202);
    await writeSites({ secrets: ['new'] });
    await vi.waitFor(async () => expect(await signedBy(SECRETS.daily)).toBe(401), DEADLINE);
    expect(await signedBy(SECRETS.weekly)).toBe(202);
  });

  it('a site key is replaced; a file with a fault changes nothing', async () => {
    await writeSites({ secrets: ['new'], brand: 'NONE' });
    await write('key', NEW_KEY);
    expect(await read(KEY)).toBe(200);
    await writeSites({ secrets: ['new'] });
    await vi.waitFor(async () => expect(await read(NEW_KEY)).toBe(200), DEADLINE);
    expect(await read(KEY)).toBe(401);
  });
});
