import { examineStore } from '#event-store';
import { afterEach, describe, expect, it } from 'vitest';
import { type World, startWorld } from './world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OVERDUE_MS = 2 * MINUTE;
let world: World;

afterEach(() => world.close());

describe('a newsletter that waits at Omeda for weeks', () => {
  it('is due at its next check, for people and for alerts, however often it was checked', async () => {
    world = await startWorld();
    const post = world.post();
    const inThreeWeeks = new Date(Date.now() + 21 * 24 * HOUR).toISOString();
    await post.scheduledFor(inThreeWeeks, 'text');
    await post.carriedTo('scheduled');
    for (let polls = 0; polls < 3; polls += 1) {
      const seen = world.calls('lookup').length;
      const { due } = await post.status();
      expect(due?.step).toBe('watch');
      await world.pass(Date.parse(due?.at ?? '') - (await world.nowMs()) + 1_000);
      await world.until('it was checked, and says when again', async () => {
        const next = Date.parse((await post.status()).due?.at ?? '');
        return world.calls('lookup').length > seen && next > (await world.nowMs());
      });
      await world.pass(50 * MINUTE);
      const { dataSource } = world.newsroom.store;
      expect((await examineStore(dataSource, OVERDUE_MS)).overdue).toBe(0);
    }
  });
});
