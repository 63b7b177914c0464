import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KEYS, ask, postEvent, sendEvent } from './fixtures.js';
import { useGateway } from './one-gateway.testing.js';

const gateway = useGateway();
const { post } = gateway;

describe('a post that a wrong sequence has pinned', () => {
  const reset = (id: unknown, key: string) =>
    ask(gateway.url, `/v1/deployments/${String(id)}/reset-sequence`, { method: 'POST', key });

  it('is reset by an operator, and by nobody else', async () => {
    const one = post();
    // Accepted by a release that accepted any.
    const pinned = await sendEvent(
      gateway.url,
      postEvent({ sequence: Date.now() * 1_000, post: one }),
    );
    const { deploymentId } = pinned.body;
    const next = () => sendEvent(gateway.url, postEvent({ sequence: 8, post: one }));
    expect((await next()).body).toMatchObject({ stale: true });
    expect((await reset(deploymentId, KEYS.daily)).status).toBe(403);
    expect((await reset(deploymentId, KEYS.operator)).status).toBe(202);
    expect((await next()).body).not.toHaveProperty('stale');
  });
});

describe('a sequence far above the last one', () => {
  it('is refused with the cure, and does not pin the post', async () => {
    const one = { id: 990, uid: randomUUID() };
    const send = (sequence: number, title: string) =>
      sendEvent(gateway.url, postEvent({ sequence, post: { ...one, title } }));
    expect((await send(1, 'First')).status).toBe(202);
    for (const far of [Number.MAX_SAFE_INTEGER, 3 * Date.now() * 1_000]) {
      const answer = await send(far, 'Far');
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'sequence' }] } });
      expect(answer.text).toContain('increases by one');
    }
    const next = await send(2, 'Second');
    expect(next).toMatchObject({ status: 202, body: { post: { title: 'Second' } } });
    expect(next.body['stale']).toBeUndefined();
  });

  it.each([
    ['a clock in milliseconds', () => Date.now()],
    ['a clock in microseconds', () => Date.now() * 1_000],
    ['a site that sent much meanwhile', () => 900_000_000],
  ])('is not %s', async (_what, sequence) => {
    const event = postEvent({ sequence: sequence(), post: { id: 991, uid: randomUUID() } });
    expect((await sendEvent(gateway.url, event)).status).toBe(202);
  });
});

describe('a sequence that goes back', () => {
  it('is reported, with the highest seen, and changes nothing', async () => {
    const one = post();
    await sendEvent(gateway.url, postEvent({ sequence: 100, post: one }));
    const answer = await sendEvent(
      gateway.url,
      postEvent({ sequence: 7, type: 'post.trashed', post: { ...one, title: 'Old' } }),
    );
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      stale: true,
      highest: 100,
      status: 'requested',
      post: { title: 'Morning news' },
    });
  });

  it('of another post does not count', async () => {
    await sendEvent(gateway.url, postEvent({ sequence: 100, post: post() }));
    const answer = await sendEvent(gateway.url, postEvent({ sequence: 7, post: post() }));
    expect(answer.body).not.toHaveProperty('stale');
  });
});
