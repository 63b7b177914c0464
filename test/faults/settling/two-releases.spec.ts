import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA_VERSIONS, createCodec } from '#events';
import {
  type Gateway,
  KEYS,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../../e2e/gateway/fixtures.js';
import type { Deployer } from './deployer.js';
import { LONG_MS, alive, news, room, second, useTwoDeployers } from './two-deployers.testing.js';

useTwoDeployers();

/** More than the deliveries after which a wake-up is parked. */
const DELIVERIES = 7;

/** The release before: it knows one type of event fewer. */
const { AudienceAssigned: _unknown, ...versions } = SCHEMA_VERSIONS;
const older = createCodec(versions, {});

let olderDeployer: Deployer;
let olderGateway: Gateway;

beforeEach(async () => {
  olderDeployer = await room.deployer('older', undefined, older);
  const { database, sandbox } = room;
  olderGateway = await startTestGateway({
    databaseUrl: database.url,
    omedaUrl: sandbox.url,
    codec: older,
  });
});

afterEach(() => olderGateway?.close());

const ready = () => ask(olderGateway.url, '/health/ready');

async function doctor(): Promise<{ name: string; state: string; words: string }[]> {
  const { body } = await ask(olderGateway.url, '/v1/doctor', { key: KEYS.operator });
  return body['checks'] as never;
}

describe('a newsletter that a newer release has written to', () => {
  beforeEach(async () => {
    await news.scheduled('text');
    await news.until(second, 'content');
  });

  it(
    'waits for a deployer that can read it, however often an older one has its wake-up',
    async () => {
      const wakeUp = await news.takeDue();
      if (!wakeUp) throw new Error('nothing is due');
      for (let n = 0; n < DELIVERIES; n += 1) {
        expect(await olderDeployer.handle(wakeUp)).toMatchObject({ kind: 'later' });
      }
      await news.toTheEnd(second);
      expect(alive()).toMatchObject([{ status: 'Scheduled', isTested: true }]);
    },
    LONG_MS,
  );

  it(
    'is refused by an older gateway in passing, and nothing of it is kept',
    async () => {
      const before = (await news.events()).length;
      const { id, uid } = (await news.state()).post;
      const event = postEvent({ sequence: 99, post: { id, uid, html: '<p>other</p>' } });
      const sending = { webhookId: 'save-while-updating' };
      const answer = await sendEvent(olderGateway.url, event, sending);
      expect(answer).toMatchObject({ status: 503, body: { title: 'Temporarily unavailable' } });
      expect(answer.headers.get('retry-after')).toBe('30');
      expect(answer.text).toContain('newer release');
      expect(await news.events()).toHaveLength(before);
      expect((await sendEvent(room.gateway.url, event, sending)).status).toBe(202);
    },
    LONG_MS,
  );

  it(
    'is reported by health and doctor, and does not block other newsletters',
    async () => {
      expect((await ready()).body).toMatchObject({
        status: 'degraded',
        release: expect.stringContaining('A newer release has written here') as string,
      });
      expect(await doctor()).toContainEqual(
        expect.objectContaining({
          name: 'release',
          state: 'fault',
          words: expect.stringContaining('AudienceAssigned (version 1)') as string,
        }),
      );
      const event = postEvent({ post: { id: 77 } });
      expect((await sendEvent(olderGateway.url, event)).status).toBe(202);
    },
    LONG_MS,
  );
});

describe('two releases that have stored the same', () => {
  it('cause no new events', async () => {
    await news.scheduled('text');
    expect((await ready()).body).toEqual({ status: 'ok', store: 'ok' });
    expect(await doctor()).toContainEqual(
      expect.objectContaining({ name: 'release', state: 'ok' }),
    );
  });
});
