import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase, execute } from '../../setup/database.js';
import { failQueries } from '../../setup/fail-query.js';
import { type Gateway, KEYS, postEvent, sendEvent, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;
/** More than are read at once. */
const COUNT = 250;
const COPIES = `
INSERT INTO deployment_status
SELECT (jsonb_populate_record(known, jsonb_build_object('deployment_id', gen_random_uuid()))).*
FROM deployment_status AS known, generate_series(2, ${COUNT})`;
/** Which of the reads of sent newsletters fails, from 1. */
let failing = 0;
let reads = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  await sendEvent(gateway.url, postEvent({ post: { id: 1, title: 'Morning' } }));
  await execute(database.url, "UPDATE deployment_status SET status = 'sent'");
  await execute(database.url, COPIES);
  failQueries(gateway.app.get(DataSource), (sql) => {
    if (!/FROM "deployment_status" .*"status" IN /.test(sql)) return undefined;
    reads += 1;
    return reads === failing ? 'cut' : undefined;
  });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

beforeEach(() => {
  [failing, reads] = [0, 0];
});

const exported = () =>
  fetch(`${gateway.url}/v1/results.csv`, { headers: { authorization: `Bearer ${KEYS.daily}` } });

describe('the export of results', () => {
  it('has a line for each newsletter that was sent', async () => {
    const lines = (await (await exported()).text()).split('\n').slice(1, -1);
    expect(lines).toHaveLength(COUNT);
    expect(lines[0]).toMatch(/^daily,.*,Morning,/);
  });

  it('gets a 503 if the store is unavailable', async () => {
    failing = 1;
    const answer = await exported();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is never truncated silently: the connection breaks', async () => {
    failing = 2;
    const answer = await exported();
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow(/terminated/);
  });
});
