import { randomUUID } from 'node:crypto';
import { Timers, EventStore } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase, execute } from '../../setup/database.js';
import { type Gateway, KEYS, ask, startTestGateway } from './fixtures.js';

const PARKED = 25;

let database: TestDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  // Three at each moment: a page ends among them.
  await execute(
    database.url,
    `INSERT INTO tick (deployment_id, wake_key, n, sent_at, not_before, deliveries, parked_reason)
     SELECT gen_random_uuid(), 'due:1', 1, connector_now() - (n / 3) * interval '1 s',
       connector_now(), 1, 'Reason ' || n FROM generate_series(1, ${PARKED}) AS n`,
  );
  await execute(
    database.url,
    `INSERT INTO parked_message (message_id, parked_at, cause, reason, routing_key, body)
     VALUES ('${randomUUID()}', connector_now() - interval '2 s', 'rejected', 'Event', 'x', '{}')`,
  );
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type Page = { parked: { id: string; reason: string; parkedAt: string }[]; next: string | null };

const page = async (query: string) =>
  (await ask(gateway.url, `/v1/parked${query}`, { key: KEYS.operator })).body as Page;

async function all(limit: number): Promise<Page['parked']> {
  const found: Page['parked'] = [];
  for (let after = ''; ;) {
    const { parked, next } = await page(`?limit=${limit}${after && `&after=${after}`}`);
    expect(parked.length).toBeLessThanOrEqual(limit);
    found.push(...parked);
    if (next === null) return found;
    after = next;
  }
}

describe('what is parked', () => {
  it.each([1, 4, 26, 1_000])('is listed whole in pages of %i, each once', async (limit) => {
    const found = await all(limit);
    expect(new Set(found.map(({ id }) => id)).size).toBe(PARKED + 1);
    expect(found).toHaveLength(PARKED + 1);
    const times = found.map(({ parkedAt }) => parkedAt);
    expect(times).toEqual(times.toSorted());
  });

  it('is shown, redriven and counted one by one', async () => {
    const [listed = { id: '', parkedAt: '' }] = await all(10);
    const { id, parkedAt } = listed;
    const asking = { key: KEYS.operator };
    expect((await ask(gateway.url, `/v1/parked/${id}`, asking)).body).toMatchObject({
      id,
      parkedAt,
    });
    const path = `/v1/parked/${id}/redrive`;
    const redriven = await ask(gateway.url, path, { ...asking, method: 'POST' });
    expect(redriven.body).toMatchObject({ ended: 'redriven', parkedAt });
    const timers = new Timers(gateway.app.get(EventStore).dataSource);
    expect(await timers.countParked()).toBe(PARKED - 1);
    await timers.park(id, 'due:1', 'Reason 1');
  });

  it.each(['?after=nonsense', '?limit=0', '?limit=1001', '?since=1'])(
    '%s is refused with the cure',
    async (query) => {
      const { status, body } = await ask(gateway.url, `/v1/parked${query}`, { key: KEYS.operator });
      expect([status, body['errors']]).toMatchObject([400, [{ cure: expect.any(String) }]]);
    },
  );
});
