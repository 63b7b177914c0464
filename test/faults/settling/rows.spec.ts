import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeploymentEventOf, DeploymentEventType, EffectStep } from '#events';
import type { Deployer } from './deployer.js';
import { type Newsletter, Newsroom } from './newsroom.js';

/** Room for a slow machine under load; nothing here waits for time to pass. */
const LONG_MS = 120_000;
const HOUR_MS = 60 * 60_000;

let room: Newsroom;
let first: Deployer;
let second: Deployer;
let news: Newsletter;

beforeEach(async () => {
  room = await Newsroom.open();
  first = await room.deployer('first');
  second = await room.deployer('second');
  news = room.newsletter();
});

afterEach(() => room.close());

/** The first deployer stands before its call, and its lease is over. */
async function standsBefore(step: EffectStep): Promise<void> {
  await news.until(second, step);
  const tick = await news.ring();
  if (!tick) throw new Error(`${step} is not due`);
  await first.begin(tick);
}

/** Takes over what runs once its lease is over, or runs what is due. */
async function secondGoesOn(): Promise<void> {
  const tick = await news.ring();
  if (tick) await second.handle(tick);
}

async function recorded<T extends DeploymentEventType>(
  type: T,
): Promise<DeploymentEventOf<T>['data'][]> {
  const events = (await news.events()).filter((event) => event.type === type);
  return events.map(({ data }) => data) as never;
}

const alive = () => news.atOmeda().filter(({ status }) => status !== 'Cancelled');

describe('a lease that is running', () => {
  it.each(['create', 'audience', 'content', 'test', 'schedule'] as const)(
    'of %s: keeps others from calling, wherever the first one stands',
    async (step) => {
      await news.scheduled('text');
      await standsBefore(step);
      const tick = await news.tick();
      for (const side of ['ask', 'answer']) {
        expect(first.door.stop?.side).toBe(side);
        const { length } = room.sandbox.world.ledger.entries;
        expect(await second.handle(tick)).toEqual({ kind: 'done' });
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
      const tick = await news.ring();
      if (!tick) throw new Error('nothing is due');
      await Promise.all([first.handle(tick), second.handle(tick)]);
      expect(await recorded('StepStarted')).toHaveLength(1);
      expect(news.effects('create')).toHaveLength(1);
    },
    LONG_MS,
  );
});

describe('a lease that is over', () => {
  it(
    'lets its own deployer send nothing any more',
    async () => {
      const slow = await room.deployer('slow', { callTimeoutMs: 300, leaseMarginMs: 0 });
      await news.scheduled('text');
      await standsBefore('create');
      first.drop();
      await secondGoesOn();
      expect(await recorded('CreateSearchedInVain')).toHaveLength(1);
      const tick = await news.ring();
      if (!tick) throw new Error('nothing is due');
      await slow.begin(tick);
      expect(slow.door.stop?.path).toContain('search');
      // Its search is not answered until the lease has ended; the create after it never leaves.
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

describe('create', () => {
  it(
    'that took effect is found by search and lookup, and not repeated',
    async () => {
      await news.scheduled('text');
      await standsBefore('create');
      await first.step();
      await secondGoesOn();
      expect(await recorded('DeploymentCreated')).toMatchObject([{ found: true }]);
      await first.finish();
      expect(await recorded('LateOutcomeRecorded')).toMatchObject([{ outcome: 'created' }]);
      await news.toTheEnd(second);
      expect(news.effects('create', 'schedule')).toEqual(['create', 'schedule']);
    },
    LONG_MS,
  );

  it(
    'that comes in after it was repeated is a twin: told late, it is cancelled',
    async () => {
      await news.scheduled('text');
      await standsBefore('create');
      await secondGoesOn();
      await secondGoesOn();
      expect(news.effects('create')).toHaveLength(1);
      await first.finish();
      expect(alive()).toHaveLength(2);
      expect(await recorded('TwinFound')).toHaveLength(1);
      await secondGoesOn();
      expect(await recorded('TwinCancelled')).toHaveLength(1);
      expect(alive()).toHaveLength(1);
      await news.toTheEnd(second);
      expect(alive()).toMatchObject([{ status: 'Scheduled', scheduledAt: news.wantedSendAt }]);
    },
    LONG_MS,
  );

  it(
    'that comes in so and is never told is found before the newsletter is scheduled',
    async () => {
      await news.scheduled('text');
      await standsBefore('create');
      await secondGoesOn();
      await secondGoesOn();
      await first.step();
      first.drop();
      await news.until(second, 'schedule');
      expect(alive()).toHaveLength(2);
      await secondGoesOn();
      const [searched] = await recorded('TwinsSearched');
      expect(searched).toMatchObject({ trackIds: [expect.any(String)] });
      expect(news.effects('schedule')).toEqual([]);
      await news.toTheEnd(second);
      expect(alive()).toMatchObject([{ status: 'Scheduled' }]);
    },
    LONG_MS,
  );
});

describe('audience', () => {
  it(
    'whose ListId was lost is known by its query, and loaded once it has recipients',
    async () => {
      await news.scheduled('text');
      await standsBefore('audience');
      await first.step();
      first.drop();
      await secondGoesOn();
      expect(await recorded('AudienceAssigned')).toMatchObject([{ listId: null }]);
      await news.toTheEnd(second);
      expect(news.effects('audience-add')).toHaveLength(1);
      expect(await recorded('AudienceReady')).toMatchObject([{ recipientCount: 1_200 }]);
      expect(alive()).toMatchObject([{ status: 'Scheduled' }]);
    },
    LONG_MS,
  );
});

describe('test', () => {
  it(
    'that took effect is known by one more entry in Tests, and not repeated',
    async () => {
      await news.scheduled('text');
      await standsBefore('test');
      await first.step();
      first.drop();
      await secondGoesOn();
      expect(await recorded('TestSent')).toMatchObject([{ repeated: false }]);
      expect(news.effects('sendtest')).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'that comes in late is sent twice, and the history says so',
    async () => {
      await news.scheduled('text');
      await standsBefore('test');
      await secondGoesOn();
      await first.finish();
      expect(news.effects('sendtest')).toHaveLength(2);
      expect(await recorded('TestSent')).toMatchObject([{ repeated: true }]);
      await news.toTheEnd(second);
      expect(alive()).toMatchObject([{ status: 'Scheduled', isTested: true }]);
    },
    LONG_MS,
  );
});

describe('schedule', () => {
  it(
    'that comes in before it is repeated: “currently scheduled” for our time is done',
    async () => {
      await news.scheduled('text');
      await standsBefore('schedule');
      await secondGoesOn();
      expect(await recorded('StepHadNoEffect')).toHaveLength(1);
      await first.step();
      first.drop();
      await secondGoesOn();
      expect(await recorded('DeploymentScheduled')).toHaveLength(1);
      expect(news.effects('schedule')).toHaveLength(1);
      expect(alive()).toMatchObject([{ status: 'Scheduled', scheduledAt: news.wantedSendAt }]);
    },
    LONG_MS,
  );

  it(
    'that meets another time, set in Omeda’s portal, is told and held',
    async () => {
      await news.scheduled('text');
      await standsBefore('schedule');
      first.drop();
      await secondGoesOn();
      const at = new Date(Date.parse(news.wantedSendAt) + HOUR_MS).toISOString();
      room.sandbox.portal(alive()[0]?.trackId ?? '', { action: 'schedule', at });
      await secondGoesOn();
      expect(await recorded('Drifted')).toMatchObject([{ drift: 'rescheduled', scheduledFor: at }]);
      expect((await news.state()).held).toMatchObject({ by: 'drift' });
      expect(alive()).toMatchObject([{ status: 'Scheduled', scheduledAt: at }]);
    },
    LONG_MS,
  );

  it(
    'that was sent while nobody looked is sent',
    async () => {
      await news.scheduled('text');
      await standsBefore('schedule');
      await first.step();
      first.drop();
      await room.pass(22 * 24 * HOUR_MS);
      await secondGoesOn();
      expect(await recorded('DeploymentSent')).toHaveLength(1);
      expect(await recorded('DeploymentMissed')).toEqual([]);
      const { due, omeda } = await news.state();
      expect({ due, sent: omeda?.sent?.sentAt }).toEqual({
        due: undefined,
        sent: news.wantedSendAt,
      });
    },
    LONG_MS,
  );
});

describe('unschedule', () => {
  async function standsBeforeUnschedule(): Promise<void> {
    await news.scheduled('text');
    await news.until(second, 'watch');
    await news.scheduled('edited');
    await standsBefore('unschedule');
  }

  it(
    'that took effect is known by the lookup, and the edit goes out',
    async () => {
      await standsBeforeUnschedule();
      await first.step();
      first.drop();
      await news.toTheEnd(second);
      expect(news.effects('schedule', 'unschedule')).toEqual([
        'schedule',
        'unschedule',
        'schedule',
      ]);
      expect(alive()[0]?.html).toContain('edited');
    },
    LONG_MS,
  );

  it(
    'of what was sent meanwhile is Sent, and stays so',
    async () => {
      await standsBeforeUnschedule();
      first.drop();
      await room.pass(22 * 24 * HOUR_MS);
      await secondGoesOn();
      expect(await recorded('DeploymentSent')).toHaveLength(1);
      expect((await news.state()).due).toBeUndefined();
    },
    LONG_MS,
  );
});

describe('cancel', () => {
  it(
    'that took effect is known by the lookup',
    async () => {
      await news.saved('text');
      await news.until(second, 'content');
      await news.tell('post.deleted', 'trash');
      await standsBefore('cancel');
      await first.step();
      first.drop();
      await secondGoesOn();
      expect(await recorded('DeploymentCancelled')).toHaveLength(1);
      expect(news.effects('cancel')).toHaveLength(1);
    },
    LONG_MS,
  );
});
