import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EffectStep } from '#events';
import type { Deployer } from './deployer.js';
import { type Choose, everyInterleaving } from './interleavings.js';
import type { Newsletter } from './newsletter.js';
import { Newsroom } from './newsroom.js';

/** Each order plays a whole newsletter. */
const LONG_MS = 600_000;

let room: Newsroom;
let first: Deployer;
let second: Deployer;

beforeAll(async () => {
  room = await Newsroom.open();
  first = await room.deployer('first');
  second = await room.deployer('second');
});

afterAll(() => room.close());

type Arrival = 'in time' | 'never';

/**
 * The first deployer is before its call to Omeda when its lease ends; the second takes the step
 * over. Then each continues from call to call as chosen: the first one's call may arrive before,
 * between or after all that the second one does, and so may its outcome.
 */
async function contend(news: Newsletter, step: EffectStep, arrival: Arrival, choose: Choose) {
  const wakeUp = await news.takeDue();
  if (!wakeUp) throw new Error(`${step} is not due`);
  await first.begin(wakeUp);
  if (step === 'create') await first.polls();
  await takeOver(news);
  for (;;) {
    const isOpen = second.isBusy || (await isContended(news, step));
    if (first.isBusy && (!isOpen || choose(2) === 0)) await stepFirst(arrival);
    else if (!isOpen) return;
    else if (second.isBusy) await second.step();
    else await takeOver(news);
  }
}

async function stepFirst(arrival: Arrival): Promise<void> {
  const isAnswered = first.door.stop?.side === 'answer';
  await (arrival === 'never' && isAnswered ? first.lose() : first.step());
}

async function takeOver(news: Newsletter): Promise<void> {
  const wakeUp = await news.takeDue();
  if (wakeUp) await second.begin(wakeUp);
}

async function isContended(news: Newsletter, step: EffectStep): Promise<boolean> {
  const { running, due } = await news.state();
  return (running?.step ?? due?.step) === step;
}

/** Exactly one, as it was wanted last, in any order of arrival. */
async function expectScheduledOnce(news: Newsletter, text: string): Promise<void> {
  await news.toTheEnd(second);
  const alive = news.atOmeda().filter(({ status }) => status !== 'Cancelled');
  expect(alive).toMatchObject([
    {
      status: 'Scheduled',
      scheduledAt: news.wantedSendAt,
      isTested: true,
      query: 'Morning readers',
    },
  ]);
  expect(alive[0]?.html).toContain(text);
  const { omeda, failed, held } = await news.state();
  expect({ failed, held }).toEqual({ failed: undefined, held: undefined });
  expect(omeda).toMatchObject({
    trackId: alive[0]?.trackId,
    scheduled: { sendAt: news.wantedSendAt },
  });
}

async function expectCancelled(news: Newsletter): Promise<void> {
  await news.toTheEnd(second);
  expect(new Set(news.atOmeda().map(({ status }) => status))).toEqual(new Set(['Cancelled']));
  expect((await news.state()).omeda?.cancelledAt).toBeDefined();
}

/** How each step becomes due, and its required outcome in the end. */
const STEPS: Record<
  EffectStep,
  { before: (news: Newsletter) => Promise<void>; after: (news: Newsletter) => Promise<void> }
> = {
  create: onTheWayTo('create'),
  audience: onTheWayTo('audience'),
  content: onTheWayTo('content'),
  test: onTheWayTo('test'),
  schedule: onTheWayTo('schedule'),
  update: {
    before: async (news) => {
      await news.saved('text');
      await news.until(second, 'content');
      await news.scheduled('text', { campaignIdFormat: 'another-{post_id}' });
    },
    after: (news) => expectScheduledOnce(news, 'text'),
  },
  unschedule: {
    before: async (news) => {
      await news.scheduled('text');
      await news.until(second, 'watch');
      await news.scheduled('edited');
    },
    after: (news) => expectScheduledOnce(news, 'edited'),
  },
  cancel: {
    before: async (news) => {
      await news.saved('text');
      await news.until(second, 'content');
      await news.send('post.deleted', 'trash');
    },
    after: expectCancelled,
  },
};

function onTheWayTo(step: EffectStep) {
  return {
    before: async (news: Newsletter) => {
      await news.scheduled('text');
      await news.until(second, step);
    },
    after: (news: Newsletter) => expectScheduledOnce(news, 'text'),
  };
}

const steps = Object.keys(STEPS) as EffectStep[];

describe.each(steps)('two deployers at one %s', (step) => {
  it.each(['in time', 'never'] as const)(
    'leave one newsletter as it was wanted, in every order, with the response %s',
    async (arrival) => {
      const { before, after } = STEPS[step];
      const orders = await everyInterleaving(async (choose) => {
        room.forgetEarlier();
        const news = room.newsletter();
        await before(news);
        await contend(news, step, arrival, choose);
        await after(news);
      });
      expect(orders).toBeGreaterThanOrEqual(6);
    },
    LONG_MS,
  );
});
