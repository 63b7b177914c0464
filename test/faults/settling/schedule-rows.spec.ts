import { describe, expect, it } from 'vitest';
import {
  HOUR_MS,
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
    'that finds another time, set in Omeda’s portal, is reported and held',
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
    'that was sent between two checks is sent',
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
      // All that is left is to read its results.
      expect({ due: due?.reason, sent: omeda?.sent?.sentAt }).toEqual({
        due: 'results',
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
      expect((await news.state()).due?.reason).toBe('results');
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
      await news.send('post.deleted', 'trash');
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
