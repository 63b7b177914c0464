import { claimTransport, switchTransport } from '#event-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type World, openWorld } from './newsletter.testing.js';

let world: World;

beforeEach(async () => {
  world = await openWorld();
});

afterEach(() => world?.close());

describe('the transport of a store', () => {
  it('is that of its first process; others of the same kind join', async () => {
    await claimTransport(world.dataSource, 'embedded');
    await claimTransport(world.dataSource, 'embedded');
    await expect(claimTransport(world.dataSource, 'rabbitmq')).rejects.toThrow(
      /'embedded', not 'rabbitmq'.*npm run transport -- --use rabbitmq/,
    );
  });

  it('is one, when two processes of different kinds start at once', async () => {
    const claims = await Promise.allSettled([
      claimTransport(world.dataSource, 'embedded'),
      claimTransport(world.dataSource, 'rabbitmq'),
    ]);
    expect(claims.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is another one after it was switched', async () => {
    await claimTransport(world.dataSource, 'embedded');
    await switchTransport(world.dataSource, 'rabbitmq');
    await claimTransport(world.dataSource, 'rabbitmq');
    await expect(claimTransport(world.dataSource, 'embedded')).rejects.toThrow(/--use embedded/);
  });
});
