import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveClock } from '../../setup/database.js';
import {
  METADATA,
  type World,
  due,
  newStream,
  newsletters,
  openWorld,
} from './newsletter.testing.js';

const TWO_DAYS_MS = 2 * 24 * 60 * 60_000;
const VISIBILITY_MS = 60_000;
const withdrawn = { type: 'StepWithdrawn' as const, data: { dueId: 1, reason: 'unpublished' } };

let world: World;

beforeEach(async () => {
  world = await openWorld();
});

afterEach(() => world?.close());

async function append(id: string, fact: ReturnType<typeof due> | typeof withdrawn): Promise<void> {
  await world.store.change(newsletters(), id, () => [fact as never], { metadata: METADATA });
}

/** It was taken once. */
async function taken(): Promise<string> {
  const { id } = newStream();
  await append(id, due(1, await world.store.now()));
  await world.timers.take(10, VISIBILITY_MS);
  return id;
}

async function timers(): Promise<string[]> {
  const rows = await world.sql<{ id: string }>('SELECT deployment_id AS id FROM tick');
  return rows.map(({ id }) => id);
}

describe('the timer of a newsletter', () => {
  it('that waits for nothing any more is removed after a day', async () => {
    const id = await taken();
    await append(id, withdrawn);
    expect(await world.timers.removeEnded()).toBe(0);
    await moveClock(world.database.url, TWO_DAYS_MS);
    expect(await world.timers.removeEnded()).toBe(1);
    expect(await timers()).toEqual([]);
  });

  it('that waits, or is parked for a person, stays', async () => {
    const waits = await taken();
    const parked = await taken();
    await world.timers.park(parked, 'due:1', 'No brand');
    await append(parked, withdrawn);
    await moveClock(world.database.url, TWO_DAYS_MS);
    expect(await world.timers.removeEnded()).toBe(0);
    expect((await timers()).toSorted()).toEqual([waits, parked].toSorted());
  });

  it('is due again when it waits again', async () => {
    const id = await taken();
    await append(id, withdrawn);
    await moveClock(world.database.url, TWO_DAYS_MS);
    await world.timers.removeEnded();
    await append(id, due(2, await world.store.now()));
    expect(await world.timers.take(10, VISIBILITY_MS)).toMatchObject([{ deploymentId: id, n: 1 }]);
  });
});
