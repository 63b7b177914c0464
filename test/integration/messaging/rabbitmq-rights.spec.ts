import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import {
  ParkedMessages,
  ParkedRecorder,
  Publisher,
  RabbitConnection,
  RabbitStrategy,
  WakeUpPublisher,
  done,
  rejected,
  topologyOf,
} from '#messaging';
import { startWakeUpApp } from '../../../libs/messaging/src/conformance.testing.js';
import { blockOf } from '../../setup/docs/blocks.js';
import { Management } from '../../setup/management.js';
import { MemoryRecorder } from './memory-recorder.js';
import { wakeUpOf } from './wake-ups.js';

Logger.overrideLogger(false);

const DEADLINE = { timeout: 30_000, interval: 50 };
const GRANT = /set_permissions -p newsletters (\S+) '(.*)' '(.*)' '(.*)'/g;
/** The page's rights, by user. */
const RIGHTS = new Map(
  [...blockOf('docs/operating.md', '# rights').text.matchAll(GRANT)].map(
    ([, user = '', configure, write, read]) => [user, { configure, write, read }],
  ),
);

const { url: adminUrl, managementUrl } = inject('rabbitmq');
const management = new Management(managementUrl ?? '');
const vhost = `rights-${randomBytes(4).toString('hex')}`;
const topology = topologyOf({ delaysMs: [100] });
const { names } = topology;

const urlOf = (user: string) =>
  Object.assign(new URL(adminUrl), {
    username: `${vhost}-${user}`,
    password: 'pa55',
    pathname: `/${vhost}`,
  }).href;

const open: { close(): Promise<unknown> }[] = [];
const keep = <T extends { close(): Promise<unknown> }>(one: T): T => {
  open.unshift(one);
  return one;
};

async function connected(user: string): Promise<RabbitConnection> {
  const connection = keep(
    await RabbitConnection.open({ url: urlOf(user), topology, name: 'spec-rights' }),
  );
  await vi.waitFor(
    () => expect([connection.connected, connection.fault]).toEqual([true, undefined]),
    DEADLINE,
  );
  return connection;
}

beforeAll(async () => {
  await management.put(`/api/vhosts/${vhost}`);
  for (const [user, rights] of RIGHTS) {
    await management.put(`/api/users/${vhost}-${user}`, { password: 'pa55', tags: '' });
    await management.put(`/api/permissions/${vhost}/${vhost}-${user}`, rights);
  }
});

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

afterAll(async () => {
  for (const user of RIGHTS.keys()) await management.delete(`/api/users/${vhost}-${user}`);
  await management.delete(`/api/vhosts/${vhost}`);
});

describe("the page's rights for", () => {
  it('the operator: everything is declared', async () => {
    expect([...RIGHTS.keys()]).toEqual(['operator', 'gateway', 'deployer', 'my-service']);
    await connected('operator');
  });

  it('the gateway: it publishes, and reads, redrives, and discards what is parked', async () => {
    const connection = await connected('gateway');
    const publisher = keep(new Publisher(connection));
    const wakeUps = [0, 90].map((dueInMs) => ({ wakeUp: wakeUpOf(), dueInMs }));
    await new WakeUpPublisher(publisher, connection).send(wakeUps);
    await publisher.publish(outgoing(names.events, 'e-1'));
    await publisher.publish({ ...outgoing(names.dead, 'p-1'), mandatory: true });
    const parked = new ParkedMessages(connection, publisher);
    await vi.waitFor(async () => expect(await parked.list()).toHaveLength(1), DEADLINE);
    await parked.discard('p-1');
    expect(await parked.list()).toEqual([]);
    expect(connection.refusals).toBe(0);
  });

  it('the deployer: it takes wake-ups, delays, parks, and records what is parked', async () => {
    const connection = await connected('deployer');
    const publisher = keep(new Publisher(connection));
    const strategy = new RabbitStrategy({ connection, recorder: new MemoryRecorder() });
    const [good, bad] = [wakeUpOf({ key: 'good' }), wakeUpOf({ key: 'bad' })];
    const seen: string[] = [];
    keep(
      await startWakeUpApp(strategy, ({ key }) => {
        seen.push(key);
        return key === 'bad' ? rejected('No such brand') : done();
      }),
    );
    const recorded: string[] = [];
    const recorder = keep(
      new ParkedRecorder(connection, async ({ reason }) => void recorded.push(reason)),
    );
    recorder.start();
    await new WakeUpPublisher(publisher, connection).send([
      { wakeUp: good, dueInMs: 90 },
      { wakeUp: { ...bad, deploymentId: '00000000-0000-4000-8000-0000000000bb' }, dueInMs: 0 },
    ]);
    await vi.waitFor(() => {
      expect(seen).toEqual(expect.arrayContaining(['good', 'bad']));
      expect(recorded).toContain('No such brand');
    }, DEADLINE);
    await publisher.publish(outgoing(names.events, 'e-2'));
    expect(connection.refusals).toBe(0);
    expect(strategy.fault).toBeUndefined();
  });

  it('the gateway: as a deployer it says that it may not read its queue, and how to grant it', async () => {
    const connection = await connected('gateway');
    const strategy = new RabbitStrategy({ connection, recorder: new MemoryRecorder() });
    strategy.listen(() => undefined);
    keep(strategy);
    await vi.waitFor(() => expect(strategy.fault).toBeDefined(), DEADLINE);
    expect(strategy.fault).toMatch(
      /access to queue 'newsletter.deployer' .* refused .*It needs the right to read\. To fix it: run "rabbitmqctl set_permissions -p/,
    );
    expect(strategy.attached).toBe(false);
    expect(connection.refusals).toBeGreaterThan(0);
  });

  it('a subscriber: it binds its own queue to the events and consumes it', async () => {
    const model = keep(await connect(urlOf('my-service')));
    const channel = await model.createChannel();
    await channel.assertQueue('my-service.newsletters', { durable: true });
    await channel.bindQueue('my-service.newsletters', names.events, '#');
    const connection = await connected('gateway');
    await keep(new Publisher(connection)).publish(outgoing(names.events, 'e-3'));
    await vi.waitFor(async () => {
      expect(await channel.get('my-service.newsletters', { noAck: true })).toBeTruthy();
    }, DEADLINE);
  });
});

type Deed = [who: string, what: string, deed: (channel: Channel) => Promise<unknown>];

const declare = (name: string) => (channel: Channel) =>
  channel.assertQueue(name, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
const remove = (name: string) => (channel: Channel) => channel.deleteQueue(name);
const purge = (name: string) => (channel: Channel) => channel.purgeQueue(name);
const read = (name: string) => (channel: Channel) => channel.get(name);
const bind = (queue: string, exchange: string) => (channel: Channel) =>
  channel.bindQueue(queue, exchange, '#');
const publish = (exchange: string, key: string) => async (channel: Channel) => {
  channel.publish(exchange, key, Buffer.from('{}'));
  // A refusal would arrive before this response.
  await channel.checkQueue(names.deployer);
};
const nameOf = (place: string) => (place === '' ? 'the default exchange' : place);
const all = (who: string, what: string, deed: (name: string) => Deed[2], places: string[]) =>
  places.map((place): Deed => [who, `${what} ${nameOf(place)}`, deed(place)]);

const QUEUES = [names.deployer, names.parked, names.parkedRecord, names.delayQueue(100)];
const publishTo = (exchange: string) => publish(exchange, names.deployer);

describe("the page's rights are no more than that", () => {
  it.each<Deed>([
    ...['gateway', 'deployer', 'my-service'].flatMap((who) => [
      ...all(who, 'declare', declare, ['newsletter.other']),
      ...all(who, 'delete', remove, QUEUES),
      ...all(who, 'bind to', (exchange) => bind(names.parked, exchange), [names.events]),
      ...all(who, 'publish to', publishTo, ['', names.commands, names.unroutable]),
    ]),
    ...all('gateway', 'read', read, [names.deployer, names.parkedRecord, names.delayQueue(100)]),
    ...all('gateway', 'purge', purge, [names.deployer, names.parkedRecord]),
    ...all('deployer', 'read', read, [names.parked, names.delayQueue(100)]),
    ...all('deployer', 'purge', purge, [names.parked]),
    ...all('my-service', 'publish to', publishTo, [names.wakeUps, names.events, names.dead]),
    ...all('my-service', 'read', read, QUEUES),
    ...all(
      'my-service',
      'bind its own queue to',
      (exchange) => bind('my-service.newsletters', exchange),
      [names.dead, names.commands],
    ),
    ...all('operator', 'publish to', publishTo, ['']),
    ...all('operator', 'read', read, ['my-service.newsletters']),
    ...all('operator', 'declare', declare, ['my-service.other']),
  ])('%s may not %s', async (who, _what, deed) => {
    const model: ChannelModel = keep(await connect(urlOf(who)));
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    await expect(deed(channel)).rejects.toMatchObject({ code: 403 });
  });
});

function outgoing(exchange: string, messageId: string) {
  const content = Buffer.from('{}');
  const what = { content, contentType: 'application/json', messageId, type: 'spec' };
  return { exchange, routingKey: 'deployment.created', ...what };
}
