import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEYS, ask, postEvent, sendEvent } from '../gateway/fixtures.js';
import { Notified, comes } from './notified.js';

let all: Notified;

beforeEach(async () => {
  all = await Notified.open();
});

afterEach(() => all?.close());

describe('a newsletter that could not be withdrawn', () => {
  it('is reported at once, with the time at which Omeda sends it', async () => {
    const gateway = await all.start();
    await sendEvent(gateway.url, postEvent());
    await all.execute(
      `UPDATE deployment_status SET status = 'failed', send_at = NULL, step = 'watch',
         body = jsonb_set(jsonb_set(body,
           '{failed}', '{"step": "unschedule", "words": "Not authorized.", "at": "2026-11-24T06:00:00Z"}'),
           '{achieved}', '{"scheduled": {"sendAt": "2099-11-24T06:00:00Z"}}')`,
    );
    await comes(() => {
      const sent = expect.objectContaining({ alert: 'NewsletterNotTakenBack', level: 'page' });
      expect(all.changes()).toContainEqual(sent);
    });
    const { body } = await ask(gateway.url, '/v1/groups', { key: KEYS.operator });
    expect(body['groups']).toMatchObject([
      { kind: 'not-taken-back', nextSendAt: '2099-11-24T06:00:00.000Z' },
    ]);
  });
});

describe('a newsletter that should be sent within minutes and is not scheduled', () => {
  it.each([
    ['has no audience', { deploymentType: { audienceQuery: '' } }, 'has no audience query'],
    ['is on its way', {}, 'is not at Omeda yet'],
    ['is held by a person', {}, 'Held by a person'],
  ])('is reported if it %s', async (_reason, overrides, words) => {
    const gateway = await all.start();
    const post = { id: 1, status: 'future', date: new Date(Date.now() + 5 * 60_000).toISOString() };
    const event = postEvent({ type: 'post.scheduled', post, ...overrides });
    const { body } = await sendEvent(gateway.url, event);
    const hold = `/v1/deployments/${String(body['deploymentId'])}/hold`;
    if (words.startsWith('Held')) {
      await ask(gateway.url, hold, { method: 'POST', key: KEYS.operator });
    }
    await comes(async () => {
      await hasLasted();
      expect(all.changesOf('NewsletterNotScheduled')).toEqual(['began']);
    });
    const [sent] = all.changes();
    expect(sent?.words).toMatch(
      /^1 newsletter of DEMO \(“Morning news”\): not scheduled at Omeda\./,
    );
    expect(sent?.words).toContain(words);
  });

  it('is not reported if Omeda has its time, whoever changed it there', async () => {
    const gateway = await all.start();
    const post = { id: 1, status: 'future', date: new Date(Date.now() + 5 * 60_000).toISOString() };
    await sendEvent(gateway.url, postEvent({ type: 'post.scheduled', post }));
    await all.execute(
      `UPDATE deployment_status SET status = 'held', body = jsonb_set(jsonb_set(body, '{held}',
         '{"by": "drift", "reason": "Edited"}'), '{achieved}', '{"scheduled": {"sendAt": "2026-11-24T06:00:00Z"}}')`,
    );
    await all.park();
    await comes(async () => {
      await hasLasted();
      expect(all.changesOf('MessagesParked')).toEqual(['began']);
    });
    expect(all.changesOf('NewsletterNotScheduled')).toEqual([]);
    const { body } = await ask(gateway.url, '/v1/doctor', { key: KEYS.operator });
    expect(body['checks']).not.toContainEqual(expect.objectContaining({ name: 'next send' }));
  });

  /** People are notified after three minutes. */
  const hasLasted = () =>
    all.execute(
      `UPDATE notification SET seen_at = seen_at - interval '4 minutes' WHERE told_at IS NULL`,
    );
});
