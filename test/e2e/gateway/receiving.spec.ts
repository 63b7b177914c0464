import { describe, expect, it } from 'vitest';
import { KEYS, ask, postEvent, send, sendEvent, signedEvent } from './fixtures.js';
import { useGateway } from './one-gateway.testing.js';

const gateway = useGateway();
const { post } = gateway;

async function history(deploymentId: unknown) {
  const answer = await ask(gateway.url, `/v1/deployments/${String(deploymentId)}/events`, {
    key: KEYS.operator,
  });
  return answer.body['events'] as {
    type: string;
    sentence: string;
    actor: object;
    data: Record<string, unknown>;
  }[];
}

describe('a first save', () => {
  it("is accepted, and the response shows the newsletter's status", async () => {
    const answer = await sendEvent(gateway.url, postEvent({ post: post() }));
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      deploymentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'requested',
      site: 'daily',
      brand: 'DEMO',
      trackId: null,
      wanted: { name: 'The Daily Morning news', omedaTypeId: 1 },
      due: { step: 'create', reason: expect.any(String) },
      problems: [],
      warnings: [],
    });
    expect(answer.body).not.toHaveProperty('stale');
    const { body: site } = await ask(gateway.url, '/v1/sites/daily', { key: KEYS.daily });
    expect(answer.body).toMatchObject({ epoch: site['epoch'] });
  });

  it('is in the history with its sentence and its actor', async () => {
    const { body } = await sendEvent(gateway.url, postEvent({ post: post() }), {
      webhookId: 'msg_history',
    });
    const events = await history(body['deploymentId']);
    expect(events.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining(['Saved in WordPress.', 'Creation is due in 5 minutes']),
    );
    expect(events[0]?.actor).toEqual({ kind: 'wordpress', id: '3', name: 'Ada' });
  });

  it('keeps testers and content out of the history', async () => {
    const { body } = await sendEvent(gateway.url, postEvent({ post: post() }));
    const text = JSON.stringify(await history(body['deploymentId']));
    expect(text).toContain('contentHash');
    expect(text).not.toMatch(/tester@daily\.example|Good morning/);
  });
});

describe('the same webhook-id', () => {
  it('with the same body gets the same response, and nothing happens twice', async () => {
    const event = postEvent({ post: post() });
    const first = await sendEvent(gateway.url, event, { webhookId: 'msg_same' });
    // The newsletter continues in between: the response stays the first one.
    await sendEvent(gateway.url, postEvent({ sequence: 2, post: { ...event.post, title: 'New' } }));
    const again = await sendEvent(gateway.url, event, {
      webhookId: 'msg_same',
      at: new Date(Date.now() - 60_000),
    });
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    const events = await history(first.body['deploymentId']);
    expect(events.filter(({ type }) => type === 'PostReceived')).toHaveLength(2);
  });

  it('eight times at the same moment gets one response eight times', async () => {
    const signed = signedEvent(gateway.url, postEvent({ post: post() }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(signed)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const events = await history(answers[0]?.body['deploymentId']);
    expect(events.filter(({ type }) => type === 'PostReceived')).toHaveLength(1);
  });

  it('with another body is refused and changes nothing', async () => {
    const event = postEvent({ post: post() });
    const first = await sendEvent(gateway.url, event, { webhookId: 'msg_other' });
    const other = postEvent({ sequence: 2, post: { ...event.post, title: 'Other' } });
    const answer = await sendEvent(gateway.url, other, { webhookId: 'msg_other' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('msg_other') });
    const events = await history(first.body['deploymentId']);
    expect(events.filter(({ type }) => type === 'PostReceived')).toHaveLength(1);
  });

  it('with a body that differs only in its bytes is another body', async () => {
    const event = postEvent({ post: post() });
    await sendEvent(gateway.url, event, { webhookId: 'msg_bytes' });
    const body = JSON.stringify(event, null, 1);
    const answer = await sendEvent(gateway.url, event, { webhookId: 'msg_bytes', body });
    expect(answer.status).toBe(422);
  });

  it('of another site is another event', async () => {
    const event = postEvent({ post: post() });
    const webhookId = 'msg_site';
    const daily = await sendEvent(gateway.url, event, { webhookId, site: 'daily' });
    const weekly = await sendEvent(gateway.url, event, { webhookId, site: 'weekly' });
    expect([daily.status, weekly.status]).toEqual([202, 202]);
    expect(weekly.body['deploymentId']).not.toBe(daily.body['deploymentId']);
  });

  it('of a refused request is not stored: corrected, it is accepted', async () => {
    const event = postEvent({ post: post() });
    const webhookId = 'msg_mended';
    const bad = await sendEvent(gateway.url, { ...event, sequence: 'x' }, { webhookId });
    const good = await sendEvent(gateway.url, event, { webhookId });
    expect([bad.status, good.status]).toEqual([400, 202]);
  });
});

describe('saves of one post at the same moment', () => {
  it('are all accepted', async () => {
    const one = post();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        sendEvent(gateway.url, postEvent({ sequence: 7, post: { ...one, title: `T${n}` } })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    const events = await history(answers[0]?.body['deploymentId']);
    expect(events.filter(({ type }) => type === 'PostReceived')).toHaveLength(8);
    expect(events.filter(({ type }) => type === 'DeploymentRequested')).toHaveLength(1);
  });
});

describe('a post', () => {
  it('without deployment type is accepted, and nothing is due', async () => {
    const answer = await sendEvent(gateway.url, postEvent({ deploymentType: null, post: post() }));
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ status: 'no-type', due: null });
  });

  it.each([
    ['no Omeda type', { omedaDeploymentTypeId: null }, 'omeda-type-missing'],
    ['no audience query', { audienceQuery: '' }, 'audience-query-missing'],
  ])('whose type has %s is taken, waits, and says why', async (_what, deploymentType, code) => {
    const answer = await sendEvent(gateway.url, postEvent({ deploymentType, post: post() }));
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ status: 'incomplete', due: null, problems: [{ code }] });
  });

  it('of the same number and uid on two sites is two newsletters', async () => {
    const event = postEvent({ post: post({ title: 'Twice' }) });
    const daily = await sendEvent(gateway.url, event, { site: 'daily' });
    const weekly = await sendEvent(gateway.url, { ...event, sequence: 0 }, { site: 'weekly' });
    expect(weekly.body).toMatchObject({ site: 'weekly', sequence: 0 });
    expect(weekly.body).not.toHaveProperty('stale');
    expect(weekly.body['deploymentId']).not.toBe(daily.body['deploymentId']);
  });

  it('with a reused number is another newsletter', async () => {
    const one = post();
    const uid = '11111111-2222-4333-8444-555555555555';
    const before = await sendEvent(gateway.url, postEvent({ post: one }));
    const after = await sendEvent(gateway.url, postEvent({ post: { ...one, uid } }));
    expect(after.body['deploymentId']).not.toBe(before.body['deploymentId']);
  });

  it.each([
    ['emoji', '👩‍👩‍👧‍👦 Good &amp; 🇺🇦 morning', '👩‍👩‍👧‍👦 Good & 🇺🇦 morning'],
    ['right-to-left text', 'נשרת البُوكر \u200fاليوم', 'נשרת البُوكر \u200fاليوم'],
    ['what JSON holds and a column does not', 'a\u0000b\ud83d', 'ab'],
  ])('keeps a title of %s', async (_what, title, shown) => {
    const { status, body } = await sendEvent(gateway.url, postEvent({ post: post({ title }) }));
    expect(status).toBe(202);
    expect(body).toMatchObject({ post: { title: shown }, warnings: [] });
  });

  it('with a name over 80 characters has a shorter one, and a warning', async () => {
    const title = '😀 A very long title '.repeat(8);
    const { body } = await sendEvent(gateway.url, postEvent({ post: post({ title }) }));
    const { name } = body['wanted'] as { name: string };
    expect(name.length).toBeLessThanOrEqual(80);
    expect(name).toMatch(/ (😀|A|very|long|title)…$/u);
    expect(body['warnings']).toMatchObject([{ code: 'shortened', field: 'name' }]);
  });
});
