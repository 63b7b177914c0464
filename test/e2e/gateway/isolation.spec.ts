import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Document, type Route, isSigned, routesOf } from '../fuzz/openapi.js';
import {
  type Gateway,
  KEYS,
  SECRETS,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from './fixtures.js';

const WORDS = 'Words of daily alone';
let database: TestDatabase;
let gateway: Gateway;
let routes: Route[];
let daily: string;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  const { body } = await sendEvent(gateway.url, postEvent({ post: { id: 1, title: WORDS } }));
  daily = String(body['deploymentId']);
  await sendEvent(gateway.url, postEvent({ post: { id: 2 } }), { site: 'weekly' });
  routes = routesOf((await ask(gateway.url, '/docs-json')).body as unknown as Document);
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type Place = { id: string; site: string; post: string };

/** The request that the document shows as an example, for another place. */
async function asWeekly({ path, method, operation }: Route, place: Place) {
  const [content] = Object.values(operation.requestBody?.content ?? {});
  const [example] = Object.values(content?.examples ?? {});
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: keyof Place) => place[name]);
  const answer = await ask(gateway.url, filled, {
    key: KEYS.weekly,
    method: method.toUpperCase(),
    ...(example ? { body: example.value } : {}),
  });
  const { traceId: _traceId, ...body } = answer.body;
  return { status: answer.status, body, text: answer.text };
}

const isAsking = ({ path, method }: Route) =>
  path === '/v1/calendar' || (path === '/v1/session' && method === 'post');
const ofDaily = (): Place => ({ id: daily, site: 'daily', post: '1' });
const ofNobody = (): Place => ({ id: randomUUID(), site: 'nobody', post: '1' });

async function history(): Promise<string> {
  const path = `/v1/deployments/${daily}/events`;
  return (await ask(gateway.url, path, { key: KEYS.operator })).text;
}

describe('a site', () => {
  it("learns nothing about another's by any route, not even that it exists; it changes nothing", async () => {
    const before = await history();
    const withKey = routes.filter(({ operation }) =>
      operation.security?.some((one) => 'key' in one),
    );
    const named = withKey.filter(({ path }) => path.includes('{'));
    expect(named.length).toBeGreaterThan(12);
    for (const route of named) {
      const { status, body } = await asWeekly(route, ofDaily());
      const { path, method } = route;
      expect({ method, path, isHidden: status === 403 || status === 404 }).toEqual({
        method,
        path,
        isHidden: true,
      });
      expect(body).toEqual((await asWeekly(route, ofNobody())).body);
    }
    expect(await history()).toBe(before);
  });

  it("finds nothing of another's in what it may read", async () => {
    // A stream never ends: its own spec covers it.
    const open = routes.filter(
      ({ path }) => !path.includes('{') && path.startsWith('/v1/') && path !== '/v1/stream',
    );
    expect(open.length).toBeGreaterThan(2);
    for (const route of open) {
      const { status, text } = await asWeekly(route, ofDaily());
      // The examples are not keys to sign in with, and do not name the requested days.
      expect(isAsking(route) ? [400] : [200, 403]).toContain(status);
      expect(text).not.toContain(WORDS);
      expect(text).not.toContain(daily);
    }
    const { body } = await ask(gateway.url, '/v1/deployments?site=daily', { key: KEYS.weekly });
    expect(body['deployments'] ?? []).toEqual([]);
  });

  it("cannot act for another: its secret signs no event of another's", async () => {
    const before = await history();
    const signed = routes.filter(isSigned);
    expect(signed.map(({ path }) => path)).toEqual(['/v1/sites/{site}/events']);
    const event = postEvent({ sequence: 9, type: 'post.deleted', post: { id: 1 } });
    const { status } = await sendEvent(gateway.url, event, { secret: SECRETS.weekly });
    expect(status).toBe(401);
    expect(await history()).toBe(before);
  });
});
