import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Publisher, RabbitConnection, WakeUpPublisher, queueMembers, topologyOf } from '#messaging';
import { type LocalCluster, startLocalCluster } from '../../setup/broker/local-cluster.js';
import { wakeUpOf } from './wake-ups.js';

Logger.overrideLogger(false);

const IS_WANTED = process.env['CLUSTER'] === '1';
const DEADLINE = { timeout: 120_000, interval: 200 };
const topology = topologyOf({ prefix: 'cluster' });
const { deployer } = topology.names;

let cluster: LocalCluster | undefined;

beforeAll(async () => {
  if (IS_WANTED) cluster = await startLocalCluster(3);
}, 600_000);

afterAll(() => cluster?.close(), 120_000);

const members = (index: number) => {
  const { nodes = [], url = '' } = cluster ?? {};
  const { managementUrl = '' } = nodes[index] ?? {};
  return queueMembers({ managementUrl, url, topology });
};

// Three nodes are too much for a busy machine: by hand, CLUSTER=1.
describe.runIf(IS_WANTED)('three nodes of RabbitMQ', { timeout: 300_000 }, () => {
  it('share the leaders of our queues, and a killed one costs no message', async () => {
    const { url = '', nodes = [] } = cluster ?? {};
    const connection = await RabbitConnection.open({ url, topology, name: 'spec-cluster' });
    const publisher = new Publisher(connection);
    const wakeUps = new WakeUpPublisher(publisher, connection);
    const send = () =>
      vi.waitFor(() => wakeUps.send([{ wakeUp: wakeUpOf(), dueInMs: 0 }]), DEADLINE);
    await send();
    await vi.waitFor(async () => {
      const { queues, nodes: running } = await members(0);
      expect(running).toHaveLength(3);
      expect(queues).toHaveLength(topology.queues.length);
      for (const { members: all, online } of queues)
        expect([all.length, online.length]).toEqual([3, 3]);
      expect(new Set(queues.map(({ leader }) => leader)).size).toBe(3);
    }, DEADLINE);

    const used = connection.states.findIndex(({ state }) => state === 'connected');
    await nodes[used]?.kill();
    await send();
    expect(connection.states[used]?.state).not.toBe('connected');
    await vi.waitFor(async () => {
      const { queues } = await members((used + 1) % 3);
      const own = queues.find(({ name }) => name === deployer);
      expect([own?.members.length, own?.online.length]).toEqual([3, 2]);
      expect(own?.online).toContain(own?.leader);
    }, DEADLINE);
    const channel = await connection.openChannel();
    await vi.waitFor(async () => {
      expect((await channel.checkQueue(deployer)).messageCount).toBeGreaterThanOrEqual(2);
    }, DEADLINE);
    await publisher.close();
    await connection.close();
  });
});
