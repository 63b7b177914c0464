import { randomUUID } from 'node:crypto';
import { Snapshots } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METADATA, type World, newsletters, openWorld, synced } from './newsletter.testing.js';

let world: World;
let snapshots: Snapshots;

beforeAll(async () => {
  world = await openWorld();
  snapshots = world.get(Snapshots);
});

afterAll(() => world?.close());

async function save(hash: string, body: object, site = 'daily') {
  const deploymentId = randomUUID();
  const kept = [{ kind: 'content' as const, hash, body }];
  await world.store.change(newsletters(), deploymentId, () => [synced], {
    metadata: METADATA,
    alongside: () => ({ snapshots: { owner: { site, deploymentId }, kept } }),
  });
}

describe('a snapshot', () => {
  it('is read by site, kind and hash, and by nothing less', async () => {
    await save('a1', { html: '<p>Grüße 👋</p>' });
    expect(await snapshots.read('daily', 'content', 'a1')).toEqual({ html: '<p>Grüße 👋</p>' });
    expect(await snapshots.read('weekly', 'content', 'a1')).toBeUndefined();
    expect(await snapshots.read('daily', 'settings', 'a1')).toBeUndefined();
  });

  it('is kept once, however often it is saved', async () => {
    await Promise.all(Array.from({ length: 4 }, () => save('a2', { html: 'x' })));
    const count = `SELECT count(*)::int AS count FROM snapshot WHERE hash = 'a2'`;
    expect(await world.sql(count)).toEqual([{ count: 1 }]);
  });
});
