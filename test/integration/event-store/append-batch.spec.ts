import { randomUUID } from 'node:crypto';
import { EventStore, VersionConflict } from '#event-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  METADATA,
  type World,
  newStream,
  newsletters,
  openWorld,
  synced,
} from './newsletter.testing.js';

const MANY = 40;

let world: World;

beforeEach(async () => {
  world = await openWorld();
});

afterEach(() => world?.close());

const row = newsletters().row({ heard: 1 });

function append(given: object = {}, store = world.store) {
  const at = '2026-11-28T06:00:00.000Z';
  const one = { stream: newStream(), expectedVersion: 0, facts: [synced], metadata: METADATA };
  return store.append({ ...one, at, row, ...given });
}

async function positions(): Promise<number[]> {
  return (await world.store.feed('0', 1_000)).map(({ position }) => Number(position));
}

describe('appends that are requested at the same moment', () => {
  it('are sent to the store together, and each gets its own result', async () => {
    const query = vi.spyOn(world.dataSource, 'query');
    const streams = Array.from({ length: MANY }, newStream);
    const all = await Promise.all(streams.map((stream) => append({ stream })));
    expect(all.map(([event]) => event?.stream)).toEqual(streams);
    expect(query.mock.calls.filter(([sql]) => sql.includes('append_batch')).length).toBeLessThan(6);
    expect(await positions()).toEqual(all.map((_, index) => index + 1));
  });

  it('and want to be the next one of a stream: one is, and the others are refused', async () => {
    const stream = newStream();
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => append({ stream })));
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(4);
    expect(refused.every((reason) => reason instanceof VersionConflict)).toBe(true);
    expect(await positions()).toEqual([1]);
  });

  it('are stored, except one that cannot be', async () => {
    const stream = newStream();
    const bad = append({ stream, row: { ...row, postId: 'no number' } });
    const good = Array.from({ length: 10 }, () => append());
    await expect(bad).rejects.toThrow('invalid input syntax for type bigint');
    await Promise.all(good);
    expect(await positions()).toHaveLength(10);
    expect((await world.store.read(stream)).version).toBe(0);
  });
});

describe('an append that comes while snapshots of its site are erased', () => {
  it('waits for the end of that, and delays no other', async () => {
    const erasing = world.dataSource.createQueryRunner();
    await erasing.startTransaction();
    await erasing.query(`SELECT pg_advisory_xact_lock(7301988, hashtext('daily'))`);
    const stream = newStream();
    const snapshots = {
      owner: { site: 'daily', deploymentId: stream.id },
      kept: [{ kind: 'content', hash: 'a1', body: { html: 'x' } }],
    };
    let isDone = false;
    const waiting = append({ stream, snapshots }).then(() => (isDone = true));
    await append();
    await append({ snapshots: { ...snapshots, owner: { ...snapshots.owner, site: 'weekly' } } });
    expect(isDone).toBe(false);
    await erasing.commitTransaction();
    await erasing.release();
    await waiting;
    expect((await world.store.read(stream)).version).toBe(1);
  });
});

describe('what was folded before', () => {
  const heard = async (id: string) => (await world.store.load(newsletters(), id)).state.heard;
  const projection = newsletters();
  const change = (id: string, store = world.store) =>
    store.change(projection, id, () => [synced], { metadata: METADATA });

  it('is folded further with what another process appended', async () => {
    const id = randomUUID();
    const other = new EventStore(world.dataSource);
    for (let n = 0; n < 3; n += 1) {
      await change(id);
      await change(id, other);
    }
    const { state, events } = await world.store.load(projection, id);
    expect([state.heard, events.length]).toEqual([6, 1]);
  });

  it('is forgotten if the store is an older backup', async () => {
    const id = randomUUID();
    for (let n = 0; n < 3; n += 1) await change(id);
    await world.sql('ALTER TABLE event DISABLE TRIGGER moved_only');
    await world.sql('DELETE FROM event WHERE version > 1');
    await world.sql('ALTER TABLE event ENABLE ALWAYS TRIGGER moved_only');
    await change(id);
    expect(await heard(id)).toBe(2);
  });
});
