import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const MOST = 10;
const OF_ONE = 5;
const OF_SITES = 9;

let database: TestDatabase;
let gateway: Gateway;
let ids: Record<'daily' | 'weekly', string>;
const open: AbortController[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url, guardRails: { streams: MOST } });
  ids = { daily: await newsletterOf('daily'), weekly: await newsletterOf('weekly') };
});

afterEach(async () => {
  for (const stream of open.splice(0)) stream.abort();
  await gateway?.close();
  await database?.drop();
});

async function newsletterOf(site: 'daily' | 'weekly'): Promise<string> {
  const { body } = await sendEvent(gateway.url, postEvent(), { site });
  return String(body['deploymentId']);
}

/** Opens a stream and leaves it open; its response. */
async function listen(id: string, key: string) {
  const stream = new AbortController();
  open.push(stream);
  const response = await fetch(`${gateway.url}/v1/deployments/${id}/stream`, {
    headers: { authorization: `Bearer ${key}` },
    signal: stream.signal,
  });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), stream };
}

async function times(count: number, id: string, key: string): Promise<number[]> {
  const answers = [];
  for (let n = 0; n < count; n += 1) answers.push((await listen(id, key)).status);
  return answers;
}

describe('live streams', () => {
  it('of one site leave half of the places to others', async () => {
    expect(await times(OF_ONE, ids.daily, KEYS.daily)).toEqual(Array(OF_ONE).fill(200));
    const refused = await listen(ids.daily, KEYS.daily);
    expect(refused.status).toBe(429);
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    expect((await listen(ids.weekly, KEYS.weekly)).status).toBe(200);
  });

  it('of all sites together leave a share to operators', async () => {
    await times(OF_ONE, ids.daily, KEYS.daily);
    const others = await times(OF_SITES - OF_ONE + 1, ids.weekly, KEYS.weekly);
    expect(others).toEqual([...Array(OF_SITES - OF_ONE).fill(200), 503]);
    expect(await times(2, ids.daily, KEYS.operator)).toEqual([200, 503]);
  });

  it('that end free their places', async () => {
    const [first] = [await listen(ids.daily, KEYS.daily)];
    await times(OF_ONE - 1, ids.daily, KEYS.daily);
    first.stream.abort();
    await expect
      .poll(async () => (await listen(ids.daily, KEYS.daily)).status, { timeout: 30_000 })
      .toBe(200);
  });
});
