import { randomUUID } from 'node:crypto';
import { VersionConflict } from '#event-store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { METADATA, type World, newsletters, openWorld, synced } from './newsletter.testing.js';

const WRITERS = 8;
const CHANGES_EACH = 10;
const metadata = METADATA;
const projection = newsletters();

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

const RECEIPT = { site: 'daily', bodyHash: 'b'.repeat(64), statusCode: 202, answer: {} };

describe('eight writers of one stream', () => {
  it('lose none of their changes', async () => {
    const id = randomUUID();
    const writer = async () => {
      for (let n = 0; n < CHANGES_EACH; n += 1) {
        await world.store.change(projection, id, () => [synced], { metadata });
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, writer));
    const { state, version } = await world.store.load(projection, id);
    expect([state.heard, version]).toEqual([WRITERS * CHANGES_EACH, WRITERS * CHANGES_EACH]);
  });

  it('decide by the state as it is then: only one is first', async () => {
    const id = randomUUID();
    const changes = await Promise.all(
      Array.from({ length: WRITERS }, () =>
        world.store.change(projection, id, ({ heard }) => (heard === 0 ? [synced] : []), {
          metadata,
        }),
      ),
    );
    expect(changes.filter(({ events }) => events.length > 0)).toHaveLength(1);
    expect(changes.map(({ state }) => state.heard)).toEqual(Array(WRITERS).fill(1));
  });
});

describe('a change', () => {
  it('gives the state after it, its events, the version and when', async () => {
    const id = randomUUID();
    const { state, events, version, now } = await world.store.change(
      projection,
      id,
      () => [synced, synced],
      { metadata },
    );
    expect([state.heard, version]).toEqual([2, 2]);
    expect(events.map(({ at }) => at)).toEqual([now, now]);
  });

  it('that decides nothing opens no transaction', async () => {
    const id = randomUUID();
    const { events, version } = await world.store.change(projection, id, () => [], { metadata });
    expect([events, version]).toEqual([[], 0]);
    expect(await world.store.read({ category: 'deployment', id })).toMatchObject({ events: [] });
  });

  it('that decides nothing still stores what accompanies it', async () => {
    const webhookId = randomUUID();
    await world.store.change(projection, randomUUID(), () => [], {
      metadata,
      alongside: (change) => {
        expect(change).toMatchObject({ version: 0, state: { heard: 0 } });
        return { receipt: { ...RECEIPT, webhookId } };
      },
    });
    const kept = 'SELECT site FROM webhook_receipt WHERE webhook_id = $1';
    expect(await world.sql(kept, [webhookId])).toEqual([{ site: 'daily' }]);
  });

  it('gives up after the given number of attempts', async () => {
    const { store } = world;
    const append = store.append.bind(store);
    const spy = vi.spyOn(store, 'append').mockImplementation(async (ours) => {
      await append({ ...ours, firstId: randomUUID() });
      return append(ours);
    });
    let decided = 0;
    const decide = () => {
      decided += 1;
      return [synced];
    };
    const attempt = store.change(projection, randomUUID(), decide, { metadata, tries: 3 });
    await expect(attempt).rejects.toThrow(VersionConflict);
    expect(decided).toBe(3);
    spy.mockRestore();
  });
});
