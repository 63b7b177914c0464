import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '#event-store';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type QueryFault, failQueries } from '../../setup/fail-query.js';
import { METADATA, type World, newsletters, openWorld, synced } from './newsletter.testing.js';

let world: World;
/** The results of the next statements with these words, in order. */
let faults: [string, QueryFault][] = [];

beforeAll(async () => {
  world = await openWorld();
  failQueries(world.dataSource, (sql) => {
    const [words = '', fault] = faults[0] ?? [];
    if (fault === undefined || !sql.includes(words)) return undefined;
    faults.shift();
    return fault;
  });
});

afterEach(() => (faults = []));
afterAll(() => world?.close());

function change(patienceMs = 0, id: string = randomUUID()) {
  const options = { metadata: METADATA, patienceMs };
  return world.store.change(newsletters(), id, () => [synced], options);
}

async function unavailable(patienceMs?: number): Promise<StoreUnavailable> {
  const error = await change(patienceMs).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(StoreUnavailable);
  return error as StoreUnavailable;
}

describe('a change whose connection is lost', () => {
  it('is in doubt after the append was sent', async () => {
    faults = [['append_batch', 'cut after']];
    expect((await unavailable()).isInDoubt).toBe(true);
  });

  it('was not made if it was lost while reading', async () => {
    faults = [['', 'cut']];
    expect((await unavailable()).isInDoubt).toBe(false);
  });

  it('is found to be made by a later check', async () => {
    faults = [['append_batch', 'cut after']];
    const id = randomUUID();
    const { events } = await change(2_000, id);
    expect(events).toHaveLength(1);
    expect((await world.store.load(newsletters(), id)).version).toBe(1);
  });

  it('stays in doubt if the store is unavailable during the check', async () => {
    const away = Array.from({ length: 20 }, (): [string, QueryFault] => ['', 'cut']);
    faults = [['append_batch', 'cut after'], ...away];
    expect((await unavailable(1_000)).isInDoubt).toBe(true);
    expect(faults.length).toBeLessThan(20);
  });
});
