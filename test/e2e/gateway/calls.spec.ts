import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallRecords, type NewCall } from '#event-store';
import { type TestDatabase, createTestDatabase, moveClock } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const DAY_MS = 24 * 60 * 60_000;

let database: TestDatabase;
let gateway: Gateway;
let records: CallRecords;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  records = gateway.app.get(CallRecords, { strict: false });
  const { body } = await sendEvent(gateway.url, postEvent());
  id = String(body['deploymentId']);
  await records.keep([1, 2, 3].map(call));
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

function call(dueId: number): NewCall {
  return {
    site: 'daily',
    brand: 'DEMO',
    deploymentId: id,
    step: 'create',
    dueId,
    call: 'create',
    method: 'POST',
    path: '/omail/deployment/*',
    request: '{}',
    status: dueId === 3 ? null : 200,
    response: dueId === 3 ? null : '{}',
    error: dueId === 3 ? 'Omeda did not respond within 30 s.' : null,
    class: dueId === 3 ? 'transient' : 'ok',
    ageMs: 10,
    tookMs: 100 * dueId,
  };
}

const read = (query = '', key = KEYS.daily, of = id) =>
  ask(gateway.url, `/v1/deployments/${of}/calls${query}`, { key });
const dueIds = (body: Record<string, unknown>) =>
  (body['calls'] as { dueId: number }[]).map(({ dueId }) => dueId);

describe('the calls of a newsletter', () => {
  it('are listed the latest first, page by page', async () => {
    const first = await read('?limit=2');
    expect(first.status).toBe(200);
    expect(dueIds(first.body)).toEqual([3, 2]);
    const second = await read(`?limit=2&after=${String(first.body['next'])}`);
    expect(dueIds(second.body)).toEqual([1]);
    expect(second.body).toMatchObject({ deploymentId: id, next: null });
  });

  it('are shown only to its site and to operators', async () => {
    expect((await read('', KEYS.operator)).status).toBe(200);
    expect((await read('', KEYS.weekly)).status).toBe(404);
    expect((await ask(gateway.url, `/v1/deployments/${id}/calls`)).status).toBe(401);
    expect((await read('', KEYS.daily, 'no-id')).status).toBe(404);
  });

  it.each(['?after=x', '?after=-1', '?limit=0', '?limit=201', '?order=asc'])(
    'are refused for %s',
    async (query) => {
      expect((await read(query)).status).toBe(400);
    },
  );

  it('show response times and failures of each brand', async () => {
    const { body } = await ask(gateway.url, '/v1/operations', { key: KEYS.operator });
    expect(body['brands']).toMatchObject([
      { brand: 'DEMO', calls: { count: 3, failed: 1, p50Ms: 200, p95Ms: 300 } },
    ]);
  });

  it('are deleted when it is erased', async () => {
    const event = await sendEvent(gateway.url, postEvent({ post: { id: 77 } as never }));
    const other = String(event.body['deploymentId']);
    await records.keep([{ ...call(1), deploymentId: other }]);
    await ask(gateway.url, `/v1/deployments/${other}/cancel`, { method: 'POST', key: KEYS.daily });
    const path = '/v1/sites/daily/posts/77/erase';
    expect((await ask(gateway.url, path, { method: 'POST', key: KEYS.operator })).status).toBe(200);
    expect(dueIds((await read('', KEYS.daily, other)).body)).toEqual([]);
    expect(dueIds((await read()).body)).toHaveLength(3);
  });

  it('are deleted after 30 days, and stay if the setting says so', async () => {
    await moveClock(database.url, 31 * DAY_MS);
    const keeping = await startTestGateway({
      databaseUrl: database.url,
      retention: { omedaCallDays: 0 },
    });
    await keeping.close();
    expect(dueIds((await read()).body)).toHaveLength(3);
    const removing = await startTestGateway({ databaseUrl: database.url });
    await expect.poll(async () => dueIds((await read()).body), { timeout: 30_000 }).toEqual([]);
    await removing.close();
  });
});
