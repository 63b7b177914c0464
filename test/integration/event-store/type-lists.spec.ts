import { TypeLists } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, openWorld } from './newsletter.testing.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

describe('the deployment types of Omeda', () => {
  it('are stored whatever their names contain', async () => {
    const lists = world.get(TypeLists);
    await lists.save('DAILY', [{ id: 1, name: 'a\0b\ud83d 👋' }]);
    expect((await lists.read('DAILY'))?.types).toEqual([{ id: 1, name: 'a\uFFFDb\uFFFD 👋' }]);
  });
});
