import { beforeAll, describe, expect, it } from 'vitest';
import { KEYS, postEvent, sendEvent } from './fixtures.js';
import { useGateway } from './one-gateway.testing.js';

const gateway = useGateway();
const { get, act, newsletter } = gateway;
let daily: string;
let weekly: string;

beforeAll(async () => {
  const event = postEvent({ post: { id: 42 } });
  daily = String((await sendEvent(gateway.url, event)).body['deploymentId']);
  weekly = String((await sendEvent(gateway.url, event, { site: 'weekly' })).body['deploymentId']);
});

describe('a key', () => {
  it.each([
    ['none', undefined, /No key was sent/],
    ['an unknown one', 'nobody-0123456789', /The key is unknown/],
  ])('is needed: %s is refused', async (_what, key, detail) => {
    for (const path of [
      '/v1/deployments',
      `/v1/deployments/${daily}`,
      `/v1/deployments/${daily}/events`,
      '/v1/sites/daily/posts/42/deployment',
    ]) {
      const answer = await get(path, key);
      expect(answer.status).toBe(401);
      expect(answer.body['detail']).toMatch(detail);
      expect(answer.headers.get('content-type')).toMatch(/problem\+json/);
    }
  });

  it('that signs events is not a site key', async () => {
    expect((await get('/v1/deployments', 'Zm9vYmFyYmF6cXV4cXV1eA==')).status).toBe(401);
  });
});

describe('the status', () => {
  it('is found by post and by deployment, and is the same', async () => {
    const byPost = await get('/v1/sites/daily/posts/42/deployment', KEYS.daily);
    const byId = await get(`/v1/deployments/${daily}`, KEYS.daily);
    expect(byPost.status).toBe(200);
    expect(byPost.body).toMatchObject({ deploymentId: daily, status: 'requested', site: 'daily' });
    expect(byId.body).toEqual(byPost.body);
  });

  it('is found by the id in capitals too: a UUID is the same', async () => {
    const id = daily.toUpperCase();
    expect((await get(`/v1/deployments/${id}`, KEYS.daily)).body['deploymentId']).toBe(daily);
    expect((await get(`/v1/deployments/${id}/events`, KEYS.daily)).status).toBe(200);
    expect((await act('sync-now', { id })).status).toBe(202);
  });

  it('is that of the newest newsletter if a post number was reused', async () => {
    const uid = '11111111-2222-4333-8444-555555555555';
    await newsletter(43);
    const { body } = await sendEvent(gateway.url, postEvent({ post: { id: 43, uid } }));
    const answer = await get('/v1/sites/daily/posts/43/deployment', KEYS.daily);
    expect(answer.body['deploymentId']).toBe(body['deploymentId']);
  });

  it.each(['/v1/sites/daily/posts/4711/deployment', '/v1/sites/daily/posts/x/deployment'])(
    'of %s is not there',
    async (path) => {
      expect((await get(path, KEYS.daily)).status).toBe(404);
    },
  );
});

describe("another site's newsletter", () => {
  it('seems not to exist, to read and to change', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    const [foreign, absent] = [
      await get(`/v1/deployments/${weekly}`, KEYS.daily),
      await get(`/v1/deployments/${unknown}`, KEYS.daily),
    ];
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...absent.body, traceId: '' });
    expect((await get(`/v1/deployments/${weekly}/events`, KEYS.daily)).status).toBe(404);
    expect((await get('/v1/sites/weekly/posts/42/deployment', KEYS.daily)).status).toBe(404);
    expect((await act('hold', { id: weekly })).status).toBe(404);
    const status = await get(`/v1/deployments/${weekly}`, KEYS.weekly);
    expect(status.body).toMatchObject({ site: 'weekly', held: null });
  });

  it('is not listed; an operator sees all', async () => {
    const ids = async (key: string) => {
      const { body } = await get('/v1/deployments', key);
      return (body['deployments'] as { deploymentId: string }[]).map((one) => one.deploymentId);
    };
    expect(await ids(KEYS.weekly)).toEqual([weekly]);
    expect(await ids(KEYS.daily)).toContain(daily);
    expect(await ids(KEYS.daily)).not.toContain(weekly);
    expect(await ids(KEYS.operator)).toEqual(expect.arrayContaining([daily, weekly]));
  });
});

describe('the list', () => {
  it.each(['limit=0', 'limit=x', 'limit=201', 'colour=red', 'limit=1&limit=2'])(
    'refuses %s by name',
    async (query) => {
      const answer = await get(`/v1/deployments?${query}`, KEYS.operator);
      expect(answer.status).toBe(400);
      expect(answer.body['errors']).toMatchObject([{ field: query.split('=')[0] }]);
    },
  );

  it('is no longer than requested', async () => {
    const { body } = await get('/v1/deployments?limit=1', KEYS.operator);
    expect(body['deployments']).toHaveLength(1);
  });
});

describe('for operators', () => {
  it('health needs no key', async () => {
    expect((await get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await get('/health/ready')).body).toMatchObject({ status: 'ok', store: 'ok' });
  });

  it('the interface is described', async () => {
    const { body, status } = await get('/docs-json');
    expect(status).toBe(200);
    expect(Object.keys(body['paths'] as object)).toEqual(
      expect.arrayContaining([
        '/v1/sites/{site}/events',
        '/v1/sites/{site}/posts/{post}/deployment',
        '/v1/deployments/{id}/send-test',
      ]),
    );
    expect((await get('/docs')).headers.get('content-type')).toMatch(/html/);
  });
});
