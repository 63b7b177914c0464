import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
});
afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

const site = (key: string) => ask(gateway.url, '/v1/sites/daily', { key });

describe('a site', () => {
  it('shows with its own key how long after publishing a newsletter is sent', async () => {
    const { status, body } = await site(KEYS.daily);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: 'daily',
      publishDelayMinutes: 30,
      epoch: expect.any(String) as string,
    });
  });

  it('does not exist for another site', async () => {
    expect((await site(KEYS.weekly)).status).toBe(404);
  });
});
