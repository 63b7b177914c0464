import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { type TestDatabase, createTestDatabase, moveClock } from '../../setup/database.js';
import { type Gateway, KEYS, ask, startTestGateway } from './fixtures.js';

const PATH = '/v1/sites/daily/deployment-types';
const HOUR_MS = 60 * 60_000;

let database: TestDatabase;
let sandbox: Sandbox;
let gateway: Gateway;

beforeEach(async () => {
  database = await createTestDatabase();
  sandbox = await startSandbox();
  gateway = await startTestGateway({ databaseUrl: database.url, omedaUrl: sandbox.url });
});

afterEach(async () => {
  await gateway?.close();
  await sandbox?.close();
  await database?.drop();
});

function types(query = '', key = KEYS.daily) {
  return ask(gateway.url, `${PATH}${query}`, { key });
}

const calls = () => sandbox.world.ledger.entries.length;

describe('the deployment types of a site', () => {
  it("are Omeda's, with whether they can be used", async () => {
    const { status, body } = await types();
    expect(status).toBe(200);
    expect(body).toMatchObject({ brand: 'DEMO', stale: false, because: null });
    const list = body['types'] as { id: number; name: string; active: boolean }[];
    expect(list[0]).toMatchObject({ id: 1, name: expect.any(String), active: true });
  });

  it('are cached for a day, for all gateways of the store', async () => {
    const first = await types();
    const other = await startTestGateway({ databaseUrl: database.url, omedaUrl: sandbox.url });
    await moveClock(database.url, 23 * HOUR_MS);
    const second = await ask(other.url, PATH, { key: KEYS.operator });
    await other.close();
    expect(second.body).toEqual(first.body);
    expect(calls()).toBe(1);
    await moveClock(database.url, 25 * HOUR_MS);
    expect((await types()).body['fetchedAt']).not.toBe(first.body['fetchedAt']);
    expect(calls()).toBe(2);
  });

  it('are requested again on refresh, but not twice in a moment', async () => {
    await types();
    await types('?refresh=true');
    expect(calls()).toBe(1);
    await moveClock(database.url, HOUR_MS);
    await Promise.all([types('?refresh=true'), types('?refresh=true')]);
    expect(calls()).toBe(2);
  });

  it('are marked as stale while Omeda is unavailable', async () => {
    const { body } = await types();
    await moveClock(database.url, 48 * HOUR_MS);
    sandbox.world.faults.add({ status: 503, text: 'Down for maintenance', forever: true });
    expect((await types()).body).toEqual({
      ...body,
      stale: true,
      because: expect.stringContaining('Down for maintenance'),
    });
  });

  it('are unavailable if Omeda is and never sent them', async () => {
    sandbox.world.faults.add({ status: 503, forever: true });
    const answer = await types();
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('are unavailable if the key is refused, and the response names the cure', async () => {
    const brand = sandbox.world.brands.get('DEMO');
    if (brand) brand.appIdRevoked = true;
    const answer = await types();
    expect(answer.status).toBe(502);
    expect(answer.body['detail']).toMatch(/forbidden access.*replace the appId of brand DEMO/s);
    expect(answer.text).not.toContain('demo-app-id');
  });

  it.each([
    ['?refresh=yes', KEYS.daily, 400],
    ['?colour=red', KEYS.daily, 400],
    ['', KEYS.weekly, 404],
    ['', 'nobody-0123456789', 401],
  ])('asked for with %j and key %s are refused', async (query, key, status) => {
    expect((await types(query, key)).status).toBe(status);
    expect(calls()).toBe(0);
  });
});
