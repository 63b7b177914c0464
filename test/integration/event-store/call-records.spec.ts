import { randomUUID } from 'node:crypto';
import { CallRecords, Erasures, type NewCall } from '#event-store';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveClock } from '../../setup/database.js';
import { FormerStore } from './former-store.testing.js';

const HOUR_MS = 3_600_000;

let store: FormerStore;
let source: DataSource;
let records: CallRecords;

/** As an upgraded store of the release before. */
beforeAll(async () => {
  store = await FormerStore.before('OmedaCalls1797290000000');
  await store.source.query(`INSERT INTO erasure VALUES ('${randomUUID()}', 1, 'spec', now())`);
  await store.upgrade();
  ({ source } = store);
  records = new CallRecords(source);
});

afterAll(() => store?.close());

function call(deploymentId: string, given: Partial<NewCall> = {}): NewCall {
  return {
    site: 'daily',
    brand: 'DEMO',
    deploymentId,
    step: 'create',
    dueId: 1,
    call: 'search',
    method: 'POST',
    path: '/omail/deployment/search/*',
    request: '{"NumResults":1}',
    status: 200,
    response: '{"Deployments":[]}',
    error: null,
    class: 'ok',
    ageMs: 20,
    tookMs: 12,
    ...given,
  };
}

const idsOf = async (deploymentId: string) =>
  (await records.page(deploymentId, 10)).map(({ dueId }) => dueId);

describe('calls to Omeda', () => {
  it('are stored unchanged, and listed the latest first, page by page', async () => {
    const id = randomUUID();
    const given = [1, 2, 3].map((dueId) => call(id, { dueId }));
    await records.keep(given);
    const [latest, second] = await records.page(id, 2);
    const { ageMs: _age, ...rest } = given[2] as NewCall;
    expect(latest).toEqual({ ...rest, id: expect.any(Number), beganAt: expect.any(String) });
    expect((await records.page(id, 2, second?.id)).map(({ dueId }) => dueId)).toEqual([1]);
    expect(await records.page(randomUUID(), 2)).toEqual([]);
  });

  it('began by the store’s clock', async () => {
    const id = randomUUID();
    await records.keep([call(id, { ageMs: 90 * 60_000 })]);
    const [row] = await source.query<{ now: Date }[]>('SELECT connector_now() AS now');
    const [kept] = await records.page(id, 1);
    const agoMs = (row?.now.getTime() ?? 0) - Date.parse(kept?.beganAt ?? '');
    expect(agoMs).toBeGreaterThanOrEqual(90 * 60_000);
    expect(agoMs).toBeLessThan(120 * 60_000);
  });

  it('are stored with characters that PostgreSQL does not support', async () => {
    const id = randomUUID();
    await records.keep([call(id, { response: 'a\u0000b\ud800' })]);
    expect(await records.page(id, 1)).toMatchObject([{ response: 'a\uFFFDb\uFFFD' }]);
  });

  it('are counted by brand for the last hour', async () => {
    const brand = `B${randomUUID().slice(0, 6)}`;
    const took = [10, 20, 30, 40, 1_000].map((tookMs) => call(randomUUID(), { brand, tookMs }));
    const failed = call(randomUUID(), { brand, tookMs: 2_000, class: 'transient' });
    const old = call(randomUUID(), { brand, tookMs: 9_999, ageMs: 2 * HOUR_MS });
    await records.keep([...took, failed, old]);
    expect(await records.lastHour([brand, 'NONE'])).toEqual([
      { brand, count: 6, failed: 1, p50Ms: 30, p95Ms: 2_000 },
    ]);
  });

  it('are deleted with the newsletter, whichever release erases it', async () => {
    const [erased, other] = [randomUUID(), randomUUID()];
    await records.keep([call(erased), call(other)]);
    const deployment = 'version, erased_by, erased_at';
    const erase = () =>
      source.query(
        `INSERT INTO erasure (deployment_id, ${deployment}) VALUES ($1, 1, 'x', connector_now())
         ON CONFLICT (deployment_id) DO UPDATE SET erased_at = excluded.erased_at`,
        [erased],
      );
    await erase();
    expect(await idsOf(erased)).toEqual([]);
    expect(await idsOf(other)).toEqual([1]);

    await records.keep([
      call(erased, { dueId: 1, ageMs: 10_000_000 }),
      call(erased, { dueId: 2, ageMs: 0 }),
    ]);
    expect(await idsOf(erased)).toEqual([2]);
    await erase();
    expect(await idsOf(erased)).toEqual([]);
  });

  it('are deleted with a newsletter that this release erases', async () => {
    const id = randomUUID();
    await records.keep([call(id)]);
    await source.query(
      `INSERT INTO deployment_status SELECT (jsonb_populate_record(null::deployment_status, $1)).*`,
      [JSON.stringify(await statusRow(id))],
    );
    await new Erasures(source).erase({ deploymentId: id, site: 'daily', by: 'spec' }, 0);
    expect(await idsOf(id)).toEqual([]);
  });

  it('are removed after the set number of days', async () => {
    const [old, recent] = [randomUUID(), randomUUID()];
    await records.keep([call(old)]);
    await moveClock(store.database.url, 31 * 24 * HOUR_MS);
    await records.keep([call(recent)]);
    expect(await records.purge(30)).toBeGreaterThan(0);
    expect(await idsOf(old)).toEqual([]);
    expect(await idsOf(recent)).toEqual([1]);
    expect(await records.purge(30)).toBe(0);
  });
});

/** Whatever the table's columns are. */
async function statusRow(id: string): Promise<object> {
  const columns = await source.query<{ name: string; type: string; needed: boolean }[]>(
    `SELECT column_name AS name, udt_name AS type, is_nullable = 'NO' AS needed
     FROM information_schema.columns WHERE table_name = 'deployment_status'`,
  );
  const values: Record<string, unknown> = {
    uuid: id,
    text: 'daily',
    int4: 1,
    int8: 1,
    bool: false,
    jsonb: {},
    timestamptz: '2026-01-01T00:00:00Z',
  };
  const needed = columns.filter((column) => column.needed);
  return Object.fromEntries(needed.map(({ name, type }) => [name, values[type] ?? null]));
}
