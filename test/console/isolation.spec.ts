import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import {
  type Gateway,
  KEYS,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../e2e/gateway/fixtures.js';
import { Visitor } from './visitor.js';

let database: TestDatabase;
let gateway: Gateway;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  for (const site of ['daily', 'weekly'] as const) {
    const event = postEvent({ post: { id: 1, title: `Words of ${site}` } });
    const { body } = await sendEvent(gateway.url, event, { site });
    ids[site] = String(body['deploymentId']);
    const reason = `Reason of ${site}`;
    const hold = `/v1/deployments/${ids[site]}/hold`;
    await ask(gateway.url, hold, { method: 'POST', key: KEYS[site], body: { reason } });
  }
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

describe('a user with a site key', () => {
  it('sees their own site, and nothing of another anywhere', async () => {
    const visitor = await Visitor.signedIn(gateway.url, KEYS.weekly);
    const { page } = visitor;
    await visitor.sees(/Reason of weekly/);
    expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0);
    const places = ['/console', '/console/search?q=Words', `/console/newsletters/${ids['daily']}`];
    for (const path of places) {
      await visitor.go(path);
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      await page.getByText('Loading…').first().waitFor({ state: 'detached' });
      expect(await page.content()).not.toMatch(/(Words|Reason) of daily/);
    }
    await visitor.sees(/does not exist, or your key cannot access it/);
    await visitor.go('/console/operations');
    await visitor.sees(/A site key is not allowed to do this/);
    await visitor.close();
  });
});
