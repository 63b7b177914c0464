import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

/** What every object of JavaScript has, and one that none has. */
const MISLEADING = Object.getOwnPropertyNames(Object.prototype);
const UNKNOWN = 'nonsense';

let database: TestDatabase;
let gateway: Gateway;
let values: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  const { body } = await sendEvent(gateway.url, postEvent({ post: { id: 1 } }));
  const id = String(body['deploymentId']);
  values = { id, site: 'daily', postId: '1' };
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type Operation = { parameters?: { in: string }[] };

/** For each route with query parameters. */
async function paths(): Promise<string[]> {
  const { body } = await ask(gateway.url, '/docs-json', {});
  return Object.entries(body['paths'] as Record<string, { get?: Operation }>)
    .filter(([, { get }]) => get?.parameters?.some((one) => one.in === 'query'))
    .map(([path]) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name));
}

/** Some routes also name a missing parameter. */
async function isRefused(path: string, name: string): Promise<boolean> {
  const { status, body } = await ask(gateway.url, `${path}?${name}=1`, { key: KEYS.operator });
  const errors = (body['errors'] ?? []) as { field: string }[];
  return status === 400 && errors.some(({ field }) => field === name);
}

describe('a parameter with a name that every object has', () => {
  it('is refused by each route, as any unknown one', async () => {
    const all = await paths();
    expect(all).toContain('/v1/events');
    for (const path of all) {
      for (const name of [UNKNOWN, ...MISLEADING]) {
        expect([path, name, await isRefused(path, name)]).toEqual([path, name, true]);
      }
    }
  });
});

describe('a field with such a name', () => {
  it.each(MISLEADING)('%s is refused in a body', async (name) => {
    const own = { value: 1, enumerable: true };
    const event = Object.defineProperty(postEvent({ post: { id: 2 } }), name, own);
    const answer = await sendEvent(gateway.url, event);
    expect([answer.status, answer.body['errors']]).toMatchObject([400, [{ field: name }]]);
  });
});
