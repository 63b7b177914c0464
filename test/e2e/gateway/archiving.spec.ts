import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase, moveClock } from '../../setup/database.js';
import { execute } from '../../setup/postgres-server.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const DAYS = 90;
const LATER_MS = (DAYS + 1) * 24 * 60 * 60_000;
const DEADLINE_MS = 30_000;
const post = { id: 7, uid: randomUUID(), title: 'Old news', html: '<p>Old</p>' };

let database: TestDatabase;
let gateway: Gateway;
let id: string;

const start = (archiveAfterDays: number) =>
  startTestGateway({ databaseUrl: database.url, retention: { archiveAfterDays } });
/** Fails on purpose while the archive is empty. */
const isFilled = () => execute(database.url, 'SELECT 1 / count(*) FROM archived_event');

beforeAll(async () => {
  database = await createTestDatabase();
  const first = await start(0);
  await sendEvent(first.url, postEvent({ sequence: 1, post }));
  const trashed = { type: 'post.deleted', sequence: 2, post: { ...post, status: 'trash' } };
  id = String((await sendEvent(first.url, postEvent(trashed))).body['deploymentId']);
  await first.close();
  await moveClock(database.url, LATER_MS);
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

describe('a gateway', () => {
  it('archives nothing if the setting says so', async () => {
    await (await start(0)).close();
    await expect(isFilled()).rejects.toThrow('division by zero');
  });

  it('archives newsletters that ended long ago, and shows them as before', async () => {
    gateway = await start(DAYS);
    const history = () => ask(gateway.url, `/v1/deployments/${id}/events`, { key: KEYS.operator });
    const { text } = await history();
    await expect.poll(() => isFilled().then(() => true), { timeout: DEADLINE_MS }).toBe(true);
    const status = await ask(gateway.url, `/v1/deployments/${id}`, { key: KEYS.operator });
    expect(status.body).toMatchObject({ status: 'cancelled' });
    expect(await history()).toMatchObject({ status: 200, text });
  });
});
