import { afterEach, beforeEach, inject } from 'vitest';
import type { CloudEvent } from '#events';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { RabbitRig } from '../../integration/messaging/rabbit-rig.js';
import { type RunningRelay, startRelay } from '../../integration/relay/start-relay.js';
import { type Gateway, ask, postEvent, sendEvent, startTestGateway } from '../gateway/fixtures.js';
import { setOperatorKeys, subscriber } from '../gateway/subscribers.testing.js';

/** Keys of subscribers: of all sites, and of one. */
export const ALL_SITES = 'all-sites';
export const DAILY_ONLY = 'daily-only';

const OPERATOR_KEYS = [subscriber(ALL_SITES), subscriber(DAILY_ONLY, { sites: ['daily'] })];

/** A gateway, a relay, and the spec's own exchanges: what a subscriber sees. `broker`: by default, the run's. */
export function useStage(broker = () => inject('rabbitmq').url) {
  let database: TestDatabase;
  let gateway: Gateway;
  let rabbit: RabbitRig;
  let relay: RunningRelay;
  let sequence = 0;

  beforeEach(async () => {
    database = await createTestDatabase();
    gateway = await startTestGateway({ databaseUrl: database.url });
    setOperatorKeys(gateway, OPERATOR_KEYS);
    const brokerUrl = broker();
    rabbit = await RabbitRig.open({ url: brokerUrl });
    const { delaysMs } = rabbit.topology;
    relay = await startRelay({ databaseUrl: database.url, brokerUrl, prefix: prefix(), delaysMs });
  });

  afterEach(async () => {
    await relay?.close();
    await rabbit?.close();
    await gateway?.close();
    await database?.drop();
  });

  const prefix = () => rabbit.topology.names.events.replace(/\.events$/, '');

  /** All events, in the order of the feed. */
  const events = async (key = ALL_SITES): Promise<CloudEvent[]> => {
    const { body } = await ask(gateway.url, '/v1/events?limit=1000', { key });
    return body['events'] as CloudEvent[];
  };

  return {
    get http() {
      return gateway.url;
    },
    get database() {
      return database;
    },
    get gateway() {
      return gateway;
    },
    get rabbit() {
      return rabbit;
    },
    get prefix() {
      return prefix();
    },
    get service() {
      return `${prefix()}.my-service`;
    },
    /** Saves of this many newsletters, one each. */
    save: async (count: number, site: 'daily' | 'weekly' = 'daily') => {
      for (let n = 0; n < count; n += 1) {
        sequence += 1;
        const post = { id: (sequence % 10) + 1, html: `<p>${sequence}</p>` };
        await sendEvent(gateway.url, postEvent({ post, sequence }), { site });
      }
    },
    events,
    /** Ids of all events, in the order of the feed. */
    feed: async (key?: string): Promise<string[]> => (await events(key)).map(({ id }) => id),
  };
}
