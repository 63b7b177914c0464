import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '../../../libs/event-store/src/feed/feed.js';
import { type World, openWorld } from './newsletter.testing.js';

const EVENTS = `
INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata, recorded_at, position)
SELECT gen_random_uuid(), 'deployment', 'stream ' || n % 300, n / 300 + 1, 'SyncRequested', 1, '{}', '{}', now(), n + 1
FROM generate_series(0, 5999) AS n`;

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.sql(EVENTS);
  await world.sql('ANALYZE event');
});

afterAll(() => world?.close());

/** As in a session that has run the statement for some time. */
async function planOf(sql: string): Promise<string> {
  return world.dataSource.transaction(async (tx) => {
    await tx.query("SET LOCAL plan_cache_mode = 'force_generic_plan'");
    await tx.query(`PREPARE asked (bigint) AS ${sql}`);
    const plan = await tx.query<object[]>('EXPLAIN EXECUTE asked (5990)');
    await tx.query('DEALLOCATE asked');
    return JSON.stringify(plan);
  });
}

describe('the next events of the feed, with the first of their streams', () => {
  it.each([
    [
      'a part of the feed',
      entriesOf('(SELECT * FROM event WHERE position > $1 ORDER BY position LIMIT 500)'),
    ],
    [
      'the feed',
      `${entriesOf('event')} WHERE event.position > $1 ORDER BY event.position LIMIT 100`,
    ],
  ])('are read of %s without reading all others', async (_name, sql) => {
    expect(await planOf(sql)).not.toContain('Seq Scan on event');
  });
});
