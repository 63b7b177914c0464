import { randomUUID } from 'node:crypto';
import { EventStore, LastingJumps, Lease } from '#event-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jumpClock } from '../../setup/database.js';
import { METADATA, type World, due, newsletters, openWorld, synced } from './newsletter.testing.js';

const HOUR = 60 * 60_000;
const SECOND = 1_000;
/** Far from an hour, and long enough for a busy machine. */
const NEAR_MS = 20 * SECOND;
const STEADY_MS = 300;
const metadata = METADATA;
const projection = newsletters();
const JUMPS = [
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
] as const;

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.sql('UPDATE clock SET steady_ms = $1', [STEADY_MS]);
  await world.store.clock.see();
});

afterEach(() => world?.close());

const jump = (ms: number) => jumpClock(world.database.url, ms);
const nowMs = async () => Date.parse(await world.store.now());
const append = (id = randomUUID()) =>
  world.store.change(projection, id, () => [synced], { metadata });
const isSteady = async () => (await world.store.clock.unsteadyForMs()) === 0;

/** Steady again: a lasting difference is accepted, and nothing needs correction. */
async function settled() {
  const jumps = world.get(LastingJumps);
  const steps = await vi.waitFor(async () => {
    await jumps.accept();
    const found = await jumps.unrepaired();
    await jumps.end();
    if (found.length === 0 && !(await isSteady())) throw new Error('It is not steady yet.');
    return found;
  }, 10_000);
  for (const { step } of steps) await jumps.repaired(step);
  await jumps.end();
  return steps;
}

describe.each(JUMPS)('a clock that jumps %s', (_words, ms) => {
  it('decides nothing: time continues as if it had not, for every process', async () => {
    const other = new EventStore(world.dataSource);
    await other.clock.see();
    const before = Date.now();
    await jump(ms);
    for (const store of [world.store, other, new EventStore(world.dataSource)]) {
      const { now } = await store.change(projection, randomUUID(), () => [synced], { metadata });
      expect(Math.abs(Date.parse(now) - before)).toBeLessThan(NEAR_MS);
      expect(await store.clock.unsteadyForMs()).toBeGreaterThan(0);
    }
  });

  it('and back: is steady a while later, and nothing needs correction', async () => {
    await jump(ms);
    await append();
    await jump(0);
    await append();
    expect(await isSteady()).toBe(false);
    expect(await settled()).toEqual([]);
    expect(await isSteady()).toBe(true);
    expect(Math.abs((await nowMs()) - Date.now())).toBeLessThan(NEAR_MS);
  });

  it('permanently: is trusted once it was steady, and names what was written meanwhile', async () => {
    const early = randomUUID();
    await append(early);
    await jump(ms);
    const { now: bridged } = await append();
    const id = randomUUID();
    await append(id);
    const [{ step, streams } = { step: undefined, streams: [] }] = await settled();
    expect(Math.abs((await nowMs()) - Date.now() - ms)).toBeLessThan(NEAR_MS);
    expect(streams).toContainEqual({ category: 'deployment', id });
    const isWrong = step && bridged >= step.from && bridged <= step.to;
    expect([isWrong, Math.abs((step?.byMs ?? 0) - ms) < NEAR_MS]).toEqual([true, true]);
    // By a clock that is back, everything later than now is wrong.
    const ids = streams.map((stream) => stream.id);
    expect(ids.includes(early)).toBe(ms < 0);
  });

  it('and back only after it was trusted: names all that was written in between', async () => {
    await jump(ms);
    await append();
    await settled();
    const id = randomUUID();
    const { now: wrong } = await append(id);
    await jump(0);
    await append();
    const [{ step, streams } = { step: undefined, streams: [] }] = await settled();
    expect(streams).toContainEqual({ category: 'deployment', id });
    expect(step && wrong >= step.from && wrong <= step.to).toBe(true);
    expect(Math.abs((step?.byMs ?? 0) + ms)).toBeLessThan(NEAR_MS);
  });

  it('never makes a recorded time earlier than the one before it, in the feed or a stream', async () => {
    const id = randomUUID();
    for (const offset of [0, ms, 0]) {
      await jump(offset);
      await append(id);
      await settled();
      await append(id);
    }
    const rows = await world.sql<{ at: Date }>(
      `SELECT event.recorded_at AS at FROM event
       ORDER BY position`,
    );
    const times = rows.map(({ at }) => at.getTime());
    expect(times).toHaveLength(6);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    const { events } = await world.store.read({ category: 'deployment', id });
    expect(Math.abs(Date.parse(events.at(-1)?.at ?? '') - Date.now())).toBeLessThan(NEAR_MS);
  });
});

describe('a process that stood still', () => {
  it('while others saw the clock move on, reports no jump', async () => {
    const sleeper = new EventStore(world.dataSource);
    await sleeper.clock.see();
    // For a suspended process, an hour that passed and a jump are the same.
    await world.sql("UPDATE clock SET seen_at = seen_at + interval '1 hour'");
    await jump(HOUR);
    expect(await sleeper.clock.unsteadyForMs()).toBe(0);
  });

  it('alone: is misled for as long as the clock must be steady, and no longer', async () => {
    await jump(HOUR);
    await append();
    expect(await isSteady()).toBe(false);
    expect(await settled()).toHaveLength(1);
    expect(await isSteady()).toBe(true);
  });
});

describe('a process that starts', () => {
  it('after the clock went back, knows that it was later before', async () => {
    await jump(-HOUR);
    const fresh = new EventStore(world.dataSource);
    expect(await fresh.clock.unsteadyForMs()).toBeGreaterThan(0);
    expect(Math.abs(Date.parse(await fresh.now()) - Date.now())).toBeLessThan(NEAR_MS);
  });

  it('while the clock is ahead, and others know it, follows theirs', async () => {
    await jump(HOUR);
    const fresh = new EventStore(world.dataSource);
    await fresh.clock.see();
    await append();
    expect(await fresh.clock.unsteadyForMs()).toBeGreaterThan(0);
    expect(Math.abs(Date.parse(await fresh.now()) - Date.now())).toBeLessThan(NEAR_MS);
  });
});

describe('bookkeeping that was written by a clock an hour ahead', () => {
  it('causes no wait of an hour: leases and ticks are free when they should be', async () => {
    const id = randomUUID();
    const facts = [due(1, new Date(Date.now() - SECOND).toISOString())];
    await world.store.change(projection, id, () => facts, { metadata });
    await jump(HOUR);
    // Not an event: it has not been noticed yet.
    await new Lease(world.dataSource, 'relay').hold(15 * SECOND);
    await world.timers.take(10, 30 * SECOND);
    expect(await isSteady()).toBe(false);
    const [row] = await world.sql<{ seconds: number }>(
      `SELECT extract(epoch FROM greatest((SELECT max(until) FROM lease),
         (SELECT max(not_before) FROM tick)) - connector_now())::float8 AS seconds`,
    );
    expect(row?.seconds).toBeLessThan(60);
    expect(row?.seconds).toBeGreaterThan(0);
  });
});
