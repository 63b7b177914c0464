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
    'that took effect is found, with no lookup of what the store has of other newsletters',
    async () => {
      const others = [room.newsletter(), room.newsletter()];
      for (const other of others) {
        await other.scheduled('another text');
        await other.until(first, 'audience');
      }
      await news.scheduled('text');
      await standsBefore('create');
      await first.step();
      room.sandbox.world.ledger.entries.length = 0;
      await secondGoesOn();
      expect(await recorded('DeploymentCreated')).toMatchObject([{ found: true }]);
      const [{ trackId } = { trackId: '' }] = alive();
      const { entries } = room.sandbox.world.ledger;
      const lookups = entries.filter(({ call }) => call === 'lookup');
      expect(lookups.map((one) => one.trackId)).toEqual([trackId]);
      expect(others.flatMap((other) => other.atOmeda())).toHaveLength(2);
    },
    LONG_MS,
  );

  it(
    'that arrives after it was repeated is a twin: reported late, it is cancelled',
    async () => {
      await news.scheduled('text');
      await standsBefore('create');
      await secondGoesOn();
      await secondGoesOn();
      expect(news.effects('create')).toHaveLength(1);
      await first.finish();
      expect(news.effects('create')).toHaveLength(2);
      expect(await recorded('TwinFound')).toHaveLength(1);
      // By the deployer that found it, at once.
      expect(await recorded('TwinCancelled')).toHaveLength(1);
      expect(alive()).toHaveLength(1);
      await news.toTheEnd(second);
      expect(alive()).toMatchObject([{ status: 'Scheduled', scheduledAt: news.wantedSendAt }]);
    },
    LONG_MS,
  );

  it(
    'that arrives so and is never reported is found before the newsletter is scheduled',
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
