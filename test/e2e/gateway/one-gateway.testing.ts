import { afterAll, beforeAll } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

/** An action on a newsletter, by default with the key of its site. */
type Act = { id: string; key?: string; body?: unknown };

/** One gateway with its own database for the file that calls it, and requests to it. */
export function useGateway() {
  let database: TestDatabase;
  let gateway: Gateway;
  let lastPost = 1_000;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startTestGateway({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await gateway?.close();
    await database?.drop();
  });

  return {
    get url() {
      return gateway.url;
    },
    get: (path: string, key?: string) => ask(gateway.url, path, key === undefined ? {} : { key }),
    act: (action: string, { id, key = KEYS.daily, body }: Act) =>
      ask(gateway.url, `/v1/deployments/${id}/${action}`, { method: 'POST', key, body }),
    /** The id of a new newsletter. */
    newsletter: async (id: number, overrides: Record<string, unknown> = {}): Promise<string> => {
      const { body } = await sendEvent(gateway.url, postEvent({ ...overrides, post: { id } }));
      return String(body['deploymentId']);
    },
    /** A post that no other spec of the file has. */
    post: (overrides: Record<string, unknown> = {}) => ({ id: (lastPost += 1), ...overrides }),
  };
}
