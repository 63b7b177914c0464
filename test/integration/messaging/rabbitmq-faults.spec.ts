import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Message } from 'amqplib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WakeUp, definitionsOf, done, topologyOf } from '#messaging';
import type { Broker } from '../../setup/broker/broker.js';
import { startBroker } from '../../setup/broker/start-broker.js';
import { Management } from '../../setup/management.js';
import { type RabbitApp, RabbitRig } from './rabbit-rig.js';
import { wakeUpOf } from './wake-ups.js';

/** RabbitMQ 3.10 has a new quorum queue's name on disk 3 s later: a kill before that loses it. */
const ON_DISK_MS = 4_000;

const DEADLINE = { timeout: 60_000, interval: 50 };

let broker: Broker;
let management: Management;
let rig: RabbitRig;
let app: RabbitApp;
let seen: WakeUp[];
let declaredAtMs: number;

beforeAll(async () => {
  broker = await startBroker();
  management = new Management(broker.managementUrl);
}, 240_000);

afterAll(() => broker.close(), 60_000);

beforeEach(async () => {
  rig = await RabbitRig.open({ url: broker.url });
  seen = [];
  app = await rig.start((wakeUp) => {
    seen.push(wakeUp);
    return done();
  });
  await attached();
  declaredAtMs = performance.now();
});

afterEach(async () => {
  await app.close();
  await rig.close();
});

const attached = () => vi.waitFor(() => expect(app.strategy.attached).toBe(true), DEADLINE);
const detached = () =>
  vi.waitFor(() => expect(app.strategy.attached).toBe(false), { ...DEADLINE, interval: 1 });

const queuesOnDisk = () =>
  vi.waitFor(() => expect(performance.now() - declaredAtMs).toBeGreaterThan(ON_DISK_MS), DEADLINE);

let deployments = 0;

/** Each of another deployment, so that none supersedes another. */
const wakes = (key: string, count = 20) =>
  Array.from({ length: count }, () => {
    deployments += 1;
    const last = String(deployments).padStart(12, '0');
    return wakeUpOf({ key, deploymentId: `00000000-0000-4000-8000-${last}` });
  });

/** As the relay does: until the broker has confirmed it. */
const sendAll = (wakeUps: WakeUp[], dueInMs = 0) =>
  vi.waitFor(() => rig.wakeUps.send(wakeUps.map((wakeUp) => ({ wakeUp, dueInMs }))), DEADLINE);

/** All of them were handled by the currently attached consumers. */
async function arrive(wakeUps: WakeUp[]): Promise<void> {
  const missing = () => wakeUps.filter(({ n }) => !seen.some((one) => one.n === n));
  const named = () => missing().map(({ key, n }) => `${key} ${n}`);
  await vi.waitFor(() => expect(named()).toEqual([]), DEADLINE);
}

describe('consuming continues on its own', { timeout: 300_000 }, () => {
  it('when all connections are closed from the management pages', async () => {
    await sendAll(wakes('before'), 400);
    // Connections are listed there some seconds after they were opened.
    await vi.waitFor(async () => {
      expect(await management.closeConnections('spec')).toBeGreaterThanOrEqual(2);
    }, DEADLINE);
    const after = wakes('after');
    await sendAll(after);
    await arrive(after);
    await attached();
  });

  it('when its channel is closed by an error (406)', async () => {
    const before = wakes('before', 1);
    await sendAll(before);
    await arrive(before);
    // An acknowledgement that the broker does not know closes the channel, not the connection.
    const fields = { deliveryTag: 999, redelivered: false, exchange: '', routingKey: '' };
    app.channels[0]!.ack({ fields } as Message);
    await detached();
    const after = wakes('after');
    await sendAll(after);
    await arrive(after);
    await attached();
  });

  it('when the broker is stopped and started again', async () => {
    await broker.stop();
    await detached();
    const more = wakes('more');
    const sending = sendAll(more);
    await broker.start();
    await sending;
    await arrive(more);
    await attached();
  });

  it('when the broker is SIGKILLed and started again, and what it had confirmed arrives', async () => {
    await queuesOnDisk();
    const [delayed, more] = [wakes('delayed'), wakes('more')];
    await sendAll(delayed, 500);
    await broker.kill();
    await detached();
    const sending = sendAll(more);
    await broker.start();
    await sending;
    await arrive([...delayed, ...more]);
    await attached();
  });
});

describe('the broker is SIGKILLed while wake-ups wait in it', { timeout: 300_000 }, () => {
  it('and all of them arrive, with the clock running on meanwhile', async () => {
    await queuesOnDisk();
    const [waiting, delayed] = [wakes('waiting', 100), wakes('delayed', 100)];
    await app.close();
    await sendAll(delayed, 500);
    await sendAll(waiting);
    await broker.kill();
    await broker.start();
    seen = [];
    app = await rig.start((wakeUp) => {
      seen.push(wakeUp);
      return done();
    });
    await arrive([...waiting, ...delayed]);
  });
});

describe(
  'the definitions, imported into a virtual host that is empty',
  { timeout: 120_000 },
  () => {
    it('are what would be declared: declaring changes nothing', async () => {
      const vhost = `fresh-${randomBytes(4).toString('hex')}`;
      const topology = topologyOf();
      await management.post('/api/definitions', definitionsOf(topology, vhost));
      await management.put(`/api/permissions/${vhost}/guest`, {
        configure: '.*',
        write: '.*',
        read: '.*',
      });
      const imported = await inventory(vhost);
      expect(imported.queues).toHaveLength(topology.queues.length);
      expect(imported.bindings).toHaveLength(
        topology.bindings.length + topology.exchangeBindings.length,
      );

      const { prefix, delaysMs } = { prefix: 'newsletter', delaysMs: topology.delaysMs };
      const url = `${broker.url}/${vhost}`;
      const declaring = await RabbitRig.open({ url, prefix, delaysMs });
      await sendOne(declaring);
      expect(await inventory(vhost)).toEqual(imported);
      await declaring.close();
      await management.delete(`/api/vhosts/${vhost}`);
    });
  },
);

describe('the example of a policy in docs', () => {
  it('can be imported, and is in force on the queue of wake-ups', async () => {
    const text = await readFile('docs/rabbitmq-policy.example.json', 'utf8');
    const [{ vhost }] = (JSON.parse(text) as { policies: [{ vhost: string }] }).policies;
    await management.put(`/api/vhosts/${vhost}`);
    const all = { configure: '.*', write: '.*', read: '.*' };
    await management.put(`/api/permissions/${vhost}/guest`, all);
    await management.post('/api/definitions', JSON.parse(text));
    const usual = await RabbitRig.open({ url: `${broker.url}/${vhost}`, prefix: 'newsletter' });
    await sendOne(usual);
    await vi.waitFor(async () => {
      const path = `/api/queues/${vhost}/${usual.topology.names.deployer}`;
      expect(await management.get(path)).toMatchObject({ policy: 'newsletter-limit' });
    }, DEADLINE);
    await usual.close();
    await management.delete(`/api/vhosts/${vhost}`);
  });
});

async function sendOne(declaring: RabbitRig): Promise<void> {
  const events = declaring.topology.names.events;
  await declaring.publisher.publish({
    exchange: events,
    routingKey: 'nobody.cares',
    content: Buffer.from('{}'),
    contentType: 'application/json',
    messageId: 'm-1',
    type: 'spec',
  });
}

/** Names, types, and arguments of everything in a virtual host. */
async function inventory(vhost: string) {
  type Entry = Record<string, unknown>;
  const own = await management.get<Record<'queues' | 'exchanges' | 'bindings', Entry[]>>(
    `/api/definitions/${vhost}`,
  );
  const sorted = (entries: Entry[]) => entries.map((entry) => JSON.stringify(entry)).toSorted();
  return {
    queues: sorted(own.queues),
    exchanges: sorted(own.exchanges),
    bindings: sorted(own.bindings),
  };
}
