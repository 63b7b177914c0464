import { brandProjection, decideBrand } from '#deployment';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METADATA, type World, openWorld } from './newsletter.testing.js';

let world: World;

beforeEach(async () => {
  world = await openWorld();
});

afterEach(() => world?.close());

const failed = { kind: 'brand-failed', reason: 'unreachable', words: 'Away.' } as const;

function learns(command: Parameters<typeof decideBrand>[1]) {
  return world.store.change(
    brandProjection,
    'DEMO',
    (brand, now) => decideBrand(brand, command, now),
    {
      metadata: METADATA,
    },
  );
}

describe('what is learned about a brand', () => {
  it('is decided by its row, as its events would have it', async () => {
    await learns({ ...failed, probed: false });
    await learns({ ...failed, probed: true });
    const { state } = await learns({ ...failed, probed: true });
    const folded = await world.store.load(brandProjection, 'DEMO');
    expect(state).toEqual(folded.state);
    expect([state.probes, folded.version]).toEqual([2, 3]);
    await learns({ kind: 'brand-answered' });
    expect((await world.store.readRow(brandProjection, 'DEMO'))?.state).toEqual({ probes: 0 });
  });

  it('reads none of its events, however many there are', async () => {
    await learns({ ...failed, probed: false });
    // These are unreadable.
    await world.sql('ALTER TABLE event RENAME COLUMN data TO unreadable');
    const { events } = await learns({ ...failed, probed: false });
    expect(events).toEqual([]);
    await world.sql('ALTER TABLE event RENAME COLUMN unreadable TO data');
  });

  it('by two at once is learned by both', async () => {
    await learns({ ...failed, probed: false });
    await Promise.all([1, 2, 3].map(() => learns({ ...failed, probed: true })));
    expect((await world.store.load(brandProjection, 'DEMO')).state.probes).toBe(3);
  });
});
