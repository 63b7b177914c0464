import { Lease } from '#event-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moveClock } from '../../setup/database.js';
import { METADATA, type World, newsletters, openWorld, synced } from './newsletter.testing.js';

const LONG_MS = 60_000;

let world: World;
let first: Lease;
let second: Lease;

beforeEach(async () => {
  world = await openWorld();
  first = new Lease(world.dataSource, 'relay');
  second = new Lease(world.dataSource, 'relay');
});

afterEach(() => world?.close());

describe('a lease', () => {
  it('has one holder, who may prolong it', async () => {
    expect(await first.hold(LONG_MS)).toEqual({ position: '0' });
    expect(await second.hold(LONG_MS)).toBeUndefined();
    expect(await first.hold(LONG_MS)).toEqual({ position: '0' });
  });

  it('is taken by one of many processes at once', async () => {
    const many = Array.from({ length: 10 }, () => new Lease(world.dataSource, 'relay'));
    const held = await Promise.all(many.map((lease) => lease.hold(LONG_MS)));
    expect(held.filter((one) => one !== undefined)).toHaveLength(1);
  });

  it('of another name is another one', async () => {
    await first.hold(LONG_MS);
    expect(await new Lease(world.dataSource, 'sweeper').hold(LONG_MS)).toBeDefined();
  });

  it('is taken over when it has expired by the clock of the store', async () => {
    await first.hold(LONG_MS);
    expect(await first.advance('0', '7', LONG_MS)).toBe(true);
    await moveClock(world.database.url, 2 * LONG_MS);
    expect(await second.hold(LONG_MS)).toEqual({ position: '7' });
    expect(await first.hold(LONG_MS)).toBeUndefined();
  });

  it('is taken over at once when it was released', async () => {
    await first.hold(LONG_MS);
    await first.release();
    expect(await second.hold(LONG_MS)).toBeDefined();
    // Releasing another process's lease changes nothing.
    await first.release();
    expect(await first.hold(LONG_MS)).toBeUndefined();
  });

  it('is prolonged by progress', async () => {
    await first.hold(50);
    await first.advance('0', '1', LONG_MS);
    await new Lease(world.dataSource, 'other').hold(1);
    expect(await second.hold(LONG_MS)).toBeUndefined();
  });
});

describe('a holder that was frozen while another one took over', () => {
  it('records no progress', async () => {
    await first.hold(1);
    await vi.waitFor(async () => expect(await second.hold(LONG_MS)).toBeDefined());
    expect(await second.advance('0', '5', LONG_MS)).toBe(true);
    expect(await first.advance('0', '3', LONG_MS)).toBe(false);
    expect(await second.hold(LONG_MS)).toEqual({ position: '5' });
  });

  it('records none either when it has it again, from where it thought it was', async () => {
    await first.hold(1);
    await vi.waitFor(async () => expect(await second.hold(LONG_MS)).toBeDefined());
    await second.advance('0', '5', LONG_MS);
    await second.release();
    expect(await first.hold(LONG_MS)).toEqual({ position: '5' });
    expect(await first.advance('0', '3', LONG_MS)).toBe(false);
  });
});

describe('the lag of the holders', () => {
  it('is reported in events, and by the age of the first of them', async () => {
    expect(await world.store.feedLag('relay')).toEqual({ events: 0, ms: 0 });
    for (let n = 0; n < 3; n += 1) {
      await world.store.change(
        newsletters(),
        '5f0c6f5e-3f7b-5d0e-9d3a-1f2d3c4b5a69',
        () => [synced],
        {
          metadata: METADATA,
        },
      );
    }
    await first.hold(LONG_MS);
    await first.advance('0', '1', LONG_MS);
    await moveClock(world.database.url, LONG_MS);
    const lag = await world.store.feedLag('relay');
    expect(lag.events).toBe(2);
    expect(lag.ms).toBeGreaterThan(LONG_MS / 2);
    await first.advance('1', '3', LONG_MS);
    expect(await world.store.feedLag('relay')).toEqual({ events: 0, ms: 0 });
  });
});
