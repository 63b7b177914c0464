import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Receipts } from '#event-store';
import { type TestDatabase, createTestDatabase, execute, moveClock } from '../../setup/database.js';
import { type Gateway, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const DEADLINE = { timeout: 30_000, interval: 50 };
let database: TestDatabase;
let gateway: Gateway;

beforeEach(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
});

afterEach(async () => {
  await gateway?.close();
  await database?.drop();
});

const kept = async (webhookId: string) =>
  (await gateway.app.get(Receipts, { strict: false }).find('daily', webhookId)) ?? null;

describe('the response to an event', () => {
  it('is stored for 90 days, then removed by a running gateway', async () => {
    const event = postEvent();
    const first = await sendEvent(gateway.url, event, { webhookId: 'msg_first' });
    await moveClock(database.url, 50 * DAY_MS);
    await sendEvent(gateway.url, postEvent({ sequence: 2 }), { webhookId: 'msg_second' });
    await moveClock(database.url, 89 * DAY_MS);
    await gateway.app.get(Receipts, { strict: false }).purge();
    const again = await sendEvent(gateway.url, event, { webhookId: 'msg_first' });
    expect([again.status, again.text]).toEqual([first.status, first.text]);

    await moveClock(database.url, 91 * DAY_MS);
    const other = await startTestGateway({ databaseUrl: database.url });
    try {
      await vi.waitFor(async () => expect(await kept('msg_first')).toBeNull(), DEADLINE);
      expect(await kept('msg_second')).not.toBeNull();
    } finally {
      await other.close();
    }
  });

  it('stays the same if the event would be refused now', async () => {
    const event = postEvent();
    const first = await sendEvent(gateway.url, event, { webhookId: 'msg_first' });
    const strict = await startTestGateway({ databaseUrl: database.url, contentLimitBytes: 1 });
    try {
      const again = await sendEvent(strict.url, event, { webhookId: 'msg_first' });
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect((await sendEvent(strict.url, event)).status).toBe(413);
    } finally {
      await strict.close();
    }
  });

  it('is removed in batches, each of old ones only', async () => {
    await execute(
      database.url,
      `INSERT INTO webhook_receipt SELECT 'daily', 'msg_' || n, '', 202, '{}',
         connector_now() - n * interval '1 day' + interval '1 hour' FROM generate_series(1, 100) AS n`,
    );
    await gateway.app.get(Receipts, { strict: false }).purge(3);
    for (const old of [91, 95, 100]) {
      await vi.waitFor(async () => expect(await kept(`msg_${old}`)).toBeNull(), DEADLINE);
    }
    expect(await kept('msg_90')).not.toBeNull();
  });
});

/** Every append loses to another; a sequence counts, since it is not rolled back. */
const ALWAYS_SECOND = `
CREATE SEQUENCE tries;
CREATE FUNCTION always_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nextval('tries');
  RAISE EXCEPTION 'another was first'
    USING ERRCODE = 'unique_violation', CONSTRAINT = 'event_stream_version';
END $$;
CREATE TRIGGER always_second BEFORE INSERT ON event
  FOR EACH STATEMENT EXECUTE FUNCTION always_second();`;

describe('an event that always loses to others', () => {
  it('is tried ten times, then rejected with 503, and nothing is stored', async () => {
    await execute(database.url, ALWAYS_SECOND);
    const event = postEvent();
    const answer = await sendEvent(gateway.url, event, { webhookId: 'msg_late' });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.body['detail']).toMatch(/nothing was stored\. Try again/);
    expect(await kept('msg_late')).toBeNull();
    await execute(
      database.url,
      `DO $$ BEGIN
         IF (SELECT last_value FROM tries) <> 10 THEN RAISE 'not ten tries'; END IF;
       END $$`,
    );
    await execute(database.url, 'DROP TRIGGER always_second ON event');
    expect((await sendEvent(gateway.url, event, { webhookId: 'msg_late' })).status).toBe(202);
  });
});

describe('forty saves of one post at the same moment', () => {
  it('are accepted, or rejected with the time of the retry', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        sendEvent(gateway.url, postEvent({ sequence: 5, post: { title: `T${n}` } })),
      ),
    );
    const taken = answers.filter(({ status }) => status === 202);
    const sentBack = answers.filter(({ status }) => status === 503);
    expect(taken.length + sentBack.length).toBe(40);
    for (const { headers } of sentBack) expect(headers.get('retry-after')).toMatch(/^[15]$/);
    const id = String(taken[0]?.body['deploymentId']);
    const history = await ask(gateway.url, `/v1/deployments/${id}/events`, {
      key: 'operator-key-0123456789',
    });
    const events = history.body['events'] as { type: string }[];
    expect(events.filter(({ type }) => type === 'PostReceived')).toHaveLength(taken.length);
  });
});
