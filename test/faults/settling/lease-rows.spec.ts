import { describe, expect, it } from 'vitest';
import {
  LONG_MS,
  alive,
  first,
  news,
  recorded,
  room,
  second,
  secondGoesOn,
  standsBefore,
  useTwoDeployers,
} from './two-deployers.testing.js';

useTwoDeployers();

describe('a lease in force', () => {
  it.each(['create', 'audience', 'content', 'test', 'schedule'] as const)(
    'of %s: keeps others from calling, wherever the first one stands',
    async (step) => {
      await news.scheduled('text');
      await standsBefore(step);
      const wakeUp = await news.wakeUp();
      for (const side of ['ask', 'answer']) {
        expect(first.door.stop?.side).toBe(side);
        const { length } = room.sandbox.world.ledger.entries;
        expect(await second.handle(wakeUp)).toEqual({ kind: 'done' });
        expect(room.sandbox.world.ledger.entries).toHaveLength(length);
        await first.step();
      }
      expect((await recorded('StepStarted')).filter((start) => start.step === step)).toHaveLength(
        1,
      );
    },
    LONG_MS,
  );

  it(
    'is had by one of two who start at the same moment',
    async () => {
      await news.scheduled('text');
      await news.until(second, 'create');
      const wakeUp = await news.takeDue();
      if (!wakeUp) throw new Error('nothing is due');
      await Promise.all([first.handle(wakeUp), second.handle(wakeUp)]);
      expect(await recorded('StepStarted')).toHaveLength(1);
      expect(news.effects('create')).toHaveLength(1);
    },
    LONG_MS,
  );
});

describe('an expired lease', () => {
  it(
    'lets its own deployer send nothing any more',
    async () => {
      const slow = await room.deployer('slow', { callTimeoutMs: 300, leaseMarginMs: 0 });
      await news.scheduled('text');
      await standsBefore('create');
      first.drop();
      await secondGoesOn();
      expect(await recorded('CreateSearchedInVain')).toHaveLength(1);
      const wakeUp = await news.takeDue();
      if (!wakeUp) throw new Error('nothing is due');
      await slow.begin(wakeUp);
      expect(slow.door.stop?.path).toContain('search');
      // Its search gets no response until the lease has ended; the create after it is never sent.
      await slow.ended();
      slow.door.leaveOpen();
      expect((await recorded('StepStarted')).at(-1)).toMatchObject({
        request: { mode: 'search-then-create' },
      });
      expect(news.effects('create')).toEqual([]);
      await news.toTheEnd(second);
      expect(alive()).toHaveLength(1);
    },
    LONG_MS,
  );
});
