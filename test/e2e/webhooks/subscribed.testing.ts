import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import {
  type TestDatabase,
  copyOf,
  createTestDatabase,
  moveClock,
  putInPlace,
} from '../../setup/database.js';
import type { WebhookSettings } from '#webhooks';
import {
  type Gateway,
  KEYS,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../gateway/fixtures.js';
import { Receiver } from './receiver.js';

export const DEADLINE = { timeout: 30_000, interval: 20 };

/** As in production, except for waits: nothing takes an hour. */
const QUICK: Partial<WebhookSettings> = {
  allowedNetworks: ['127.0.0.0/8'],
  timeoutMs: 5_000,
  backOffMs: 20,
  backOffLimitMs: 100,
  probeLimitMs: 100,
  pollMs: 50,
};

type Subscribed = { id: string; secret: string };

/** A gateway with its own database for the file that calls it, and subscribers to it. */
export function useSubscribers(settings: Partial<WebhookSettings> = {}) {
  let database: TestDatabase;
  let gateway: Gateway;
  let lastPost = 0;
  let receivers: Receiver[] = [];

  const start = () =>
    startTestGateway({ databaseUrl: database.url, webhooks: { ...QUICK, ...settings } });
  const call = (method: string, path: string, body?: unknown) =>
    ask(gateway.url, `/v1/subscriptions${path}`, {
      method,
      key: KEYS.operator,
      ...(body === undefined ? {} : { body }),
    });

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    receivers = [];
    gateway = await start();
  });
  afterEach(async () => {
    const { body } = await call('GET', '');
    for (const { id } of (body['subscriptions'] ?? []) as Subscribed[])
      await call('DELETE', `/${id}`);
    await gateway?.close();
    for (const receiver of receivers) await receiver.close();
  });
  afterAll(() => database?.drop());

  return {
    call,
    get url() {
      return gateway.url;
    },
    get app() {
      return gateway.app;
    },
    get databaseUrl() {
      return database.url;
    },
    /** One more process beside the first. */
    another: start,
    restart: async () => {
      await gateway.close();
      gateway = await start();
    },
    /** Returns a function that makes the store forget everything since now, while the gateway keeps running. */
    backUp: async (): Promise<() => Promise<void>> => {
      await gateway.close();
      const backup = await copyOf(database);
      gateway = await start();
      return () => putInPlace(backup, database);
    },
    receiver: async () => {
      const receiver = await Receiver.start();
      receivers.push(receiver);
      return receiver;
    },
    /** @throws the response, if it is refused. */
    subscribe: async (url: string, more: object = {}): Promise<Subscribed> => {
      const { status, body, text } = await call('POST', '', { url, ...more });
      if (status !== 201) throw new Error(text);
      return body as Subscribed;
    },
    /** A draft that is saved this often; the id of its newsletter. */
    saved: async (times = 1, site: 'daily' | 'weekly' = 'daily'): Promise<string> => {
      lastPost += 1;
      let id = '';
      for (let time = 1; time <= times; time += 1) {
        const event = postEvent({ sequence: time, post: { id: lastPost, title: `Save ${time}` } });
        const { body } = await sendEvent(gateway.url, event, { site });
        id = String(body['deploymentId']);
      }
      return id;
    },
    moveClock: (ms: number) => moveClock(database.url, ms),
  };
}
