import { beforeEach, describe, expect, it } from 'vitest';
import { type Deployer, LONG_LEASE } from './deployer.js';
import { LONG_MS, first, news, recorded, room, useTwoDeployers } from './two-deployers.testing.js';

useTwoDeployers();

let eager: Deployer;

beforeEach(async () => {
  eager = await room.deployer('eager', { ...LONG_LEASE, stepGapMs: 0 });
  await news.scheduled('text');
});

const started = async () => (await recorded('StepStarted')).map(({ step }) => step);

async function takeDue() {
  const wakeUp = await news.takeDue();
  if (!wakeUp) throw new Error('nothing is due');
  return wakeUp;
}

describe('a step that is due as soon as the one before it has ended', () => {
  it(
    'is begun with the same wake-up',
    async () => {
      expect(await eager.handle(await takeDue())).toEqual({ kind: 'done' });
      expect(await started()).toEqual(['create', 'audience']);
      expect(await recorded('AudienceAssigned')).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'is left to a wake-up of its own where the process stops',
    async () => {
      await eager.begin(await takeDue());
      eager.stops();
      await eager.finish();
      expect(await started()).toEqual(['create']);
      await news.toTheEnd(first);
      expect(news.effects('create')).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'is taken over like any other if its call gets no response',
    async () => {
      await eager.begin(await takeDue());
      await eager.polls();
      // Both sides of the create, then the audience's.
      await eager.step();
      await eager.step();
      eager.drop();
      expect(await started()).toEqual(['create', 'audience']);
      await news.toTheEnd(first);
      expect([news.effects('create').length, news.effects('schedule').length]).toEqual([1, 1]);
    },
    LONG_MS,
  );
});
