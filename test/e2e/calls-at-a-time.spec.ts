import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type World, startWorld } from './world.js';

/** As in the world's sites file. */
const MOST = 4;
const POSTS = 8;

let world: World;
beforeEach(async () => {
  world = await startWorld({ factor: 0.005 });
});
afterEach(() => world.close());

describe('many newsletters of one brand at once', () => {
  it('never have more calls in progress than the brand allows, and all are sent', async () => {
    world.fail({ delayMs: 100, forever: true });
    const posts = Array.from({ length: POSTS }, (_, index) => world.post(index + 1));
    for (const post of posts) await post.published('text');
    let most = 0;
    await world.until('all are scheduled', async () => {
      const open = world.sandbox.world.ledger.entries.filter(({ status }) => status === 0);
      most = Math.max(most, open.length);
      return world.deployments().filter(({ status }) => status === 'Scheduled').length === POSTS;
    });
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(MOST);
  });
});
