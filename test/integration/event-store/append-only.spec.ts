import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  METADATA,
  type World,
  newStream,
  newsletters,
  openWorld,
  synced,
} from './newsletter.testing.js';

let world: World;
const { id } = newStream();

beforeAll(async () => {
  world = await openWorld();
  await world.store.change(newsletters(), id, () => [synced], { metadata: METADATA });
});

afterAll(() => world?.close());

const ATTEMPTS = [
  `UPDATE event SET type = 'SyncRequested'`,
  `UPDATE event SET type = 'SyncRequested' WHERE false`,
  'DELETE FROM event',
  'TRUNCATE event CASCADE',
  'UPDATE event SET position = position + 1',
  'UPDATE event SET position = NULL',
  'UPDATE feed SET position = position + 1',
  'DELETE FROM feed',
  `INSERT INTO event SELECT * FROM event ON CONFLICT (id) DO UPDATE SET type = 'other'`,
];

describe('what happened', () => {
  it.each(ATTEMPTS)('is not changed by %s', async (attempt) => {
    const [role] = await world.sql(`SELECT rolsuper FROM pg_roles WHERE rolname = current_user`);
    expect(role?.['rolsuper'], 'not even a superuser may').toBe(true);
    await expect(world.sql(attempt)).rejects.toThrow(/refused: events are only ever appended/);
    expect((await world.store.read({ category: 'deployment', id })).version).toBe(1);
    expect(await world.store.feed('0', 10)).toHaveLength(1);
  });

  it.each(ATTEMPTS)('is not changed either, with triggers switched off, by %s', async (attempt) => {
    const runner = world.dataSource.createQueryRunner();
    await runner.query('SET session_replication_role = replica');
    await expect(runner.query(attempt)).rejects.toThrow(/refused/);
    await runner.query('RESET session_replication_role');
    await runner.release();
  });
});
