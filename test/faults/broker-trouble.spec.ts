import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppProcess } from '../setup/app-process.js';
import type { Broker } from '../setup/broker/broker.js';
import { startBroker } from '../setup/broker/start-broker.js';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import { Management } from '../setup/management.js';
import { Floor } from './floor.js';
import { type Post, posts } from './post.js';
import { Subscriber } from './subscriber.js';

/** RabbitMQ 3.10 has a new quorum queue's name on disk 3 s later: a kill before that loses it. */
const ON_DISK_MS = 4_000;
const COUNT = 12;

let broker: Broker;
let database: TestDatabase;
let floor: Floor;
let subscriber: Subscriber;
let deployer: AppProcess;
let all: Post[];
let declaredAtMs: number;

beforeAll(async () => {
  broker = await startBroker();
});

afterAll(() => broker?.close());

beforeEach(async () => {
  all = posts(COUNT);
  database = await createTestDatabase();
  floor = await Floor.open({ databaseUrl: database.url, brokerUrl: broker.url });
  subscriber = await Subscriber.open(broker.url, floor.prefix);
  await floor.start('gateway');
  deployer = await floor.start('deployer');
  declaredAtMs = performance.now();
});

afterEach(async () => {
  await subscriber?.close(floor.prefix);
  await floor?.close();
  await database?.drop();
});

const sending = (status: number) => (post: Post) =>
  floor.send(post, 'post.published', 'Updated.').then((answer) => {
    expect(answer.status).toBe(status);
    post.taken();
  });

const readyOf = async (app: AppProcess) => {
  const answer = await fetch(`${app.url}/health/ready`);
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
};

const metrics = async () => (await floor.ask('/metrics')).text();

const savedAndUnderWay = async () => {
  await Promise.all(all.map((post) => floor.deliver(post, 'post.saved', 'First words.')));
  await floor.until('some are created', async () => floor.effects('create').length >= COUNT / 4);
};

/** Each scheduled once at Omeda, and announced once, in order, to a subscriber that keeps the highest version. */
const allArriveOnce = async () => {
  await floor.untilAll(all, 'scheduled');
  const once = all.map(() => 1);
  for (const call of ['create', 'audience-add', 'schedule']) {
    expect({ [call]: floor.effects(call) }).toEqual({ [call]: once });
  }
  const feed = await floor.announced();
  await floor.until('the subscriber has what the store has', async () => {
    expect(subscriber.byNewsletter()).toEqual(feed);
    return true;
  });
};

describe('with newsletters in progress', () => {
  it('the broker is stopped: saves get 202 all the same, both processes say so, and all of it arrives', async () => {
    await savedAndUnderWay();
    await broker.stop();
    await floor.until('the deployer is not ready', async () => {
      return (await readyOf(deployer)).status === 503;
    });
    await floor.until('the gateway is degraded, and ready all the same', async () => {
      const { status, body } = await readyOf(floor.gateway());
      expect(body).toMatchObject({ status: 'degraded', store: 'ok' });
      return status === 200;
    });
    await Promise.all(all.map(sending(202)));
    expect(await metrics()).toMatch(/^newsletter_broker_connected 0$/m);
    expect(await metrics()).toMatch(/^newsletter_relay_lag_events [1-9]/m);
    expect(await metrics()).toMatch(/^newsletter_relay_lag_seconds [\d.]+$/m);
    await broker.start();
    await allArriveOnce();
    await floor.until('both processes say so', async () => {
      const { status } = await readyOf(deployer);
      return status === 200 && /^newsletter_broker_connected 1$/m.test(await metrics());
    });
    await floor.until('all is relayed', async () => /^\w+lag_events 0$/m.test(await metrics()));
  });

  it('the broker is SIGKILLed and restarted: all of it arrives', async () => {
    await savedAndUnderWay();
    await floor.until('the broker has its queues on disk', async () => {
      return performance.now() - declaredAtMs > ON_DISK_MS;
    });
    const accepted = Promise.all(all.map(sending(202)));
    await broker.kill();
    await accepted;
    await broker.start();
    await allArriveOnce();
  });

  it('every connection is closed from the management pages: all of it arrives', async () => {
    const management = new Management(broker.managementUrl);
    await savedAndUnderWay();
    await Promise.all(all.map(sending(202)));
    // Connections are listed there some seconds after they were opened.
    await floor.until('both are closed', async () => {
      return (await management.closeConnections('newsletter-')) >= 2;
    });
    await allArriveOnce();
  });

  it('the queue of wake-ups is deleted with all that is in it: all of it arrives', async () => {
    const management = new Management(broker.managementUrl);
    await savedAndUnderWay();
    await management.delete(`/api/queues/%2F/${floor.prefix}.deployer`);
    await Promise.all(all.map(sending(202)));
    await allArriveOnce();
  });
});
