import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  METADATA,
  type World,
  newStream,
  newsletters,
  openWorld,
  synced,
} from './newsletter.testing.js';

let world: World;

beforeEach(async () => {
  // One connection: what happens to it happens to all.
  world = await openWorld({ poolSize: 1 });
});

afterEach(() => world?.close());

async function append(id: string): Promise<number> {
  const change = await world.store.change(newsletters(), id, () => [synced], {
    metadata: METADATA,
  });
  return change.version;
}

async function names(): Promise<string[]> {
  const rows = await world.sql<{ name: string }>('SELECT name FROM pg_prepared_statements');
  return rows.map(({ name }) => name).toSorted();
}

describe('statements of the hot path', () => {
  it('are prepared once per connection', async () => {
    const { id } = newStream();
    await append(id);
    const prepared = await names();
    expect(prepared).not.toEqual([]);
    await append(id);
    expect(await names()).toEqual(prepared);
  });

  it.each([
    ['a pooler forgot them', 'DEALLOCATE ALL'],
    ['a migration adds a column', 'ALTER TABLE event ADD COLUMN more text'],
  ])('continue when %s', async (_what, sql) => {
    const { id } = newStream();
    await append(id);
    await world.sql(sql);
    expect([await append(id), await append(id)]).toEqual([2, 3]);
  });

  it('continue when a pooler has prepared them for another process', async () => {
    const { id } = newStream();
    await append(id);
    const [{ prepare } = { prepare: '' }] = await world.sql<{ prepare: string }>(
      `SELECT format('PREPARE %I AS SELECT 1', name) AS prepare FROM pg_prepared_statements
       WHERE statement LIKE '%append_batch%'`,
    );
    await world.sql('DEALLOCATE ALL');
    await world.sql(prepare);
    expect([await append(id), await append(id)]).toEqual([2, 3]);
  });
});
