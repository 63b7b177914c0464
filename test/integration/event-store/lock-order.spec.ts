import { randomUUID } from 'node:crypto';
import { BrokerWakeUps, switchTransport } from '#event-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METADATA, type World, due, newsletters, openWorld } from './newsletter.testing.js';

const NEWSLETTERS = 20;
const VISIBILITY_MS = 60_000;

let world: World;
let ids: string[];

beforeEach(async () => {
  world = await openWorld();
  ids = Array.from({ length: NEWSLETTERS }, () => randomUUID()).sort();
  const now = Date.parse(await world.store.now());
  // In the reverse order of their ids, whichever way a table is read.
  for (const [index, id] of ids.entries()) {
    const dueAt = new Date(now - 60_000 - index * 1_000).toISOString();
    await world.store.change(newsletters(), id, () => [due(1, dueAt)], { metadata: METADATA });
  }
  for (const id of ids.toReversed()) {
    await world.sql(
      `INSERT INTO tick SELECT $1, 'due:1', 1, connector_now(), connector_now() + interval '1 h', 1`,
      [id],
    );
  }
});

afterEach(() => world?.close());

/** Polls until a statement waits for a locked row. */
async function untilSomebodyWaits(): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(() => world.sql(waiting), { timeout: 30_000 }).not.toEqual([]);
}

/** While the first newsletter's wake-up is locked, how many others the statement holds already. */
async function heldBehindTheFirst(run: () => Promise<unknown>): Promise<number> {
  const holder = world.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT 1 FROM tick WHERE deployment_id = $1 FOR UPDATE', [ids[0]]);
  const running = run();
  await untilSomebodyWaits();
  const free = await world.sql('SELECT 1 FROM tick FOR UPDATE SKIP LOCKED');
  await holder.commitTransaction();
  await holder.release();
  await running;
  return NEWSLETTERS - 1 - free.length;
}

describe('a process that takes several ticks', () => {
  const broker = () => new BrokerWakeUps(world.dataSource);
  const elapsed = () => world.sql('UPDATE tick SET not_before = connector_now()');

  it.each<[string, () => Promise<unknown>]>([
    ['the relay', () => broker().enter(ids, { again: true })],
    ['the sweeper', () => broker().sweep(NEWSLETTERS)],
    ['the embedded transport', () => world.timers.take(NEWSLETTERS, VISIBILITY_MS)],
    ['a send that failed', () => broker().takeBack(ids.map(sent))],
    ['the end of a hold', () => world.timers.wakeAgain('DAILY')],
    ['a switch of the transport', () => switchTransport(world.dataSource, 'embedded')],
  ])('takes them in the same order, so that no two wait for each other: %s', async (who, run) => {
    if (/sweeper|embedded/.test(who)) await elapsed();
    expect(await heldBehindTheFirst(run)).toBe(0);
  });
});

const sent = (deploymentId: string) =>
  ({ timer: { deploymentId, probe: false }, dueInMs: 0 }) as never;
