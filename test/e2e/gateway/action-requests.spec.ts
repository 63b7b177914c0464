import { beforeAll, describe, expect, it } from 'vitest';
import { KEYS, ask, postEvent, sendEvent } from './fixtures.js';
import { useGateway } from './one-gateway.testing.js';

const gateway = useGateway();
const { get, act, newsletter } = gateway;
let daily: string;

beforeAll(async () => {
  const event = postEvent({ post: { id: 42 } });
  daily = String((await sendEvent(gateway.url, event)).body['deploymentId']);
});

describe('an action', () => {
  it('is recorded with who did it', async () => {
    const id = await newsletter(50);
    const answer = await ask(gateway.url, `/v1/deployments/${id}/hold`, {
      method: 'POST',
      key: KEYS.daily,
      body: { reason: 'Wait for the photo.' },
      headers: { 'newsletter-actor': 'Ada' },
    });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      deploymentId: id,
      status: 'held',
      held: { by: 'person', reason: 'Wait for the photo.' },
    });
    const { body } = await get(`/v1/deployments/${id}/events`, KEYS.daily);
    const events = body['events'] as { type: string; actor: object }[];
    expect(events.find(({ type }) => type === 'DeploymentHeld')?.actor).toEqual({
      kind: 'person',
      id: 'site:daily',
      name: 'Ada',
    });
  });

  it('continues after resume', async () => {
    const id = await newsletter(51);
    await act('hold', { id });
    const answer = await act('resume', { id, key: KEYS.operator });
    expect([answer.status, answer.body['status']]).toEqual([202, 'requested']);
  });

  it('that makes it due at once does', async () => {
    const id = await newsletter(52);
    const answer = await act('sync-now', { id });
    const due = answer.body['due'] as { step: string; at: string };
    expect(due.step).toBe('create');
    expect(Date.parse(due.at)).toBeLessThan(Date.now() + 60_000);
  });

  it('sets a time to send', async () => {
    const id = await newsletter(53);
    const at = '2099-01-01T00:00:00Z';
    const answer = await act('send', { id, body: { at } });
    expect(answer.body).toMatchObject({ wanted: { sendAt: '2099-01-01T00:00:00.000Z' } });
  });

  it.each([
    ['resume', 54, undefined, 'It is not held.'],
    ['retry', 55, undefined, 'No step has failed.'],
    ['unschedule', 56, undefined, 'It is not scheduled.'],
    ['send-test', 57, undefined, 'Omeda does not have its content yet.'],
    ['send', 58, { at: '2020-01-01T00:00:00Z' }, 'That time is in the past'],
  ])('%s that cannot be now says why', async (action, postId, body, because) => {
    const id = await newsletter(postId);
    const answer = await act(action, { id, body });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      because: expect.stringContaining(because),
      type: 'urn:newsletter-connector:problem:not-now',
    });
  });

  it('cancel is final', async () => {
    const id = await newsletter(59);
    expect((await act('cancel', { id })).body['status']).toBe('cancelled');
    expect((await act('hold', { id })).status).toBe(409);
  });

  it.each([
    ['burn', {}, 404],
    ['send', {}, 400],
    ['send', { at: 'soon' }, 400],
    ['hold', { why: 'x' }, 400],
    ['cancel', [1], 400],
  ])('%s with %j is refused', async (action, body, status) => {
    const answer = await act(action, { id: daily, body });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/problem\+json/);
  });
});

describe('the body of an action', () => {
  it.each([
    ['that is no JSON', '{"at":', 400],
    ['that is too long', JSON.stringify({ reason: 'x'.repeat(20_000) }), 413],
  ])('%s is refused', async (_what, body, status) => {
    const url = new URL(`/v1/deployments/${daily}/hold`, gateway.url);
    const headers = {
      authorization: `Bearer ${KEYS.daily}`,
      'content-type': 'application/json',
    };
    const answer = await fetch(url, { method: 'POST', body, headers });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, traceId: expect.any(String) });
  });

  it('that is a form is rejected for not being JSON, and nothing is done', async () => {
    const id = await newsletter(61);
    const url = new URL(`/v1/deployments/${id}/hold`, gateway.url);
    const headers = { authorization: `Bearer ${KEYS.daily}` };
    const body = new URLSearchParams({ reason: 'Wait.' });
    const answer = await fetch(url, { method: 'POST', body, headers });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/Content-Type/) });
    expect((await get(`/v1/deployments/${id}`, KEYS.daily)).body['held']).toBeNull();
  });

  it('may be empty, whatever its declared type is', async () => {
    const id = await newsletter(62);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const asking = { method: 'POST', key: KEYS.daily, headers };
    expect((await ask(gateway.url, `/v1/deployments/${id}/hold`, asking)).status).toBe(202);
  });

  it('may contain what a column cannot', async () => {
    const id = await newsletter(60);
    const answer = await act('hold', { id, body: { reason: 'a\u0000b' } });
    expect(answer.body).toMatchObject({ held: { reason: 'ab' } });
  });
});
