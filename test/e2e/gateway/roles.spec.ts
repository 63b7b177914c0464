import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HashedKey, type Role, type Sites } from '#sites';
import {
  GATEWAY_SETTINGS,
  type GatewaySettings,
} from '../../../apps/gateway/src/gateway-settings.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const entry = (key: string, role: Role, more = {}) => ({
  key: HashedKey.of(key, 'the test'),
  name: key,
  role,
  ...more,
});
const KEYS = [
  entry('reader', 'read'),
  entry('zoe', 'operate'),
  entry('admin', 'admin'),
  entry('all-sites', 'subscribe'),
  entry('daily-only', 'subscribe', { sites: ['daily'] }),
  entry('ended', 'admin', { until: '2020-01-01T00:00:00.000Z' }),
];

let database: TestDatabase;
let gateway: Gateway;
let id: string;

beforeEach(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url, omedaUrl: 'http://127.0.0.1:1' });
  const { sites } = gateway.app.get<GatewaySettings>(GATEWAY_SETTINGS, { strict: false });
  (sites as { operatorKeys: Sites['operatorKeys'] }).operatorKeys = KEYS;
  const { body } = await sendEvent(gateway.url, postEvent());
  await sendEvent(gateway.url, postEvent(), { site: 'weekly' });
  id = String(body['deploymentId']);
});

afterEach(async () => {
  await gateway?.close();
  await database?.drop();
});

const status = async (method: string, path: string, key: string) =>
  (await ask(gateway.url, path, { method, key })).status;

describe('an operator key', () => {
  it.each([
    ['reader', [200, 403, 403, 200]],
    ['zoe', [200, 202, 403, 200]],
    ['admin', [200, 202, 200, 200]],
    ['all-sites', [403, 403, 403, 200]],
    ['ended', [401, 401, 401, 401]],
  ])('%s: may read, act, administer, and follow', async (key, [read, act, administer, follow]) => {
    expect(await status('GET', '/v1/deployments', key)).toBe(read);
    expect(await status('POST', `/v1/deployments/${id}/hold`, key)).toBe(act);
    expect(await status('POST', '/v1/doctor/after-restore', key)).toBe(administer);
    expect(await status('GET', '/v1/events', key)).toBe(follow);
  });

  it('is refused with the rights of its role', async () => {
    const { body } = await ask(gateway.url, '/v1/deployments', { key: 'daily-only' });
    expect(body['type']).toBe('urn:newsletter-connector:problem:role-refused');
    expect(body['detail']).toContain('only reads the feed');
  });

  it('has its name in the history of its actions', async () => {
    await ask(gateway.url, `/v1/deployments/${id}/hold`, { method: 'POST', key: 'zoe' });
    const { text } = await ask(gateway.url, `/v1/deployments/${id}/events`, { key: 'reader' });
    expect(text).toContain('"id":"operator:zoe","name":"zoe"');
  });
});

describe('webhook subscriptions', () => {
  it.each([
    ['reader', 403],
    ['zoe', 403],
    ['all-sites', 403],
    ['admin', 200],
  ])('are seen with the key %s: %i', async (key, seen) => {
    expect(await status('GET', '/v1/subscriptions', key)).toBe(seen);
    expect(await status('GET', `/v1/subscriptions/${id}/deliveries`, key)).toBe(
      seen === 200 ? 404 : 403,
    );
  });
});

describe('a subscriber of some sites', () => {
  it('gets only their events', async () => {
    const subjects = async (key: string) => {
      const { body } = await ask(gateway.url, '/v1/events', { key });
      return new Set((body['events'] as { subject: string }[]).map(({ subject }) => subject));
    };
    expect((await subjects('all-sites')).size).toBe(2);
    expect([...(await subjects('daily-only'))]).toEqual([id]);
  });
});
