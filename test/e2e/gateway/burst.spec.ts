import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { burst } from './burst.js';
import { countStored } from './count-stored.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, SECRETS, startTestGateway } from './fixtures.js';

const COUNT = 500;
let database: TestDatabase;
let gateway: Gateway;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await gateway?.close();
  await database?.drop();
});

async function send(eventsPerMinute: number) {
  gateway = await startTestGateway({ databaseUrl: database.url, guardRails: { eventsPerMinute } });
  const { url } = gateway;
  return burst({ url, secret: SECRETS.daily, count: COUNT, connections: 50 });
}

describe('a burst from fifty connections', () => {
  it('is accepted completely, and all of it is in the store', async () => {
    const { byStatus, accepted } = await send(0);
    expect([...byStatus]).toEqual([[202, COUNT]]);
    expect(await countStored(database.url, accepted)).toEqual({ receipts: COUNT, events: COUNT });
  });

  it('over the limit is rejected with 429; what was accepted is in the store', async () => {
    const { byStatus, accepted } = await send(100);
    expect(new Set(byStatus.keys())).toEqual(new Set([202, 429]));
    expect(accepted.length).toBeGreaterThanOrEqual(100);
    const stored = await countStored(database.url, accepted);
    expect(stored).toEqual({ receipts: accepted.length, events: accepted.length });
  });
});
