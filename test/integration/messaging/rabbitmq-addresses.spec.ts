import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { Publisher, RabbitConnection, brokerHealth, examineBroker } from '#messaging';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';
import { RabbitRig } from './rabbit-rig.js';

Logger.overrideLogger(false);

const DEADLINE = { timeout: 30_000, interval: 20 };

let rig: RabbitRig;
/** Two nodes of a cluster, as a process sees them. */
let nodes: TcpProxy[];
let connection: RabbitConnection;

const nameOf = ({ url }: TcpProxy) => `amqp://${new URL(url).host}`;
const connectedTo = () =>
  brokerHealth(connection).brokerAddresses.find(({ state }) => state === 'connected')?.address;

beforeEach(async () => {
  rig = await RabbitRig.open();
  nodes = [await openTcpProxy(inject('rabbitmq').url), await openTcpProxy(inject('rabbitmq').url)];
  const { topology } = rig;
  const url = nodes.map((node) => new URL(node.url).href.replace(/\/$/, '')).join(', ');
  connection = await RabbitConnection.open({ url, topology, name: 'spec-addresses' });
  await vi.waitFor(() => expect(connection.connected).toBe(true), DEADLINE);
});

afterEach(async () => {
  for (const node of nodes) node.mend();
  await connection.close();
  for (const node of nodes) await node.close();
  await rig.close();
});

const usedNode = () => nodes.find((node) => nameOf(node) === connectedTo())!;

async function publish(publisher: Publisher): Promise<void> {
  await publisher.publish({
    exchange: rig.topology.names.events,
    routingKey: 'nobody.cares',
    content: Buffer.from('{}'),
    contentType: 'application/json',
    messageId: 'm-1',
    type: 'spec',
  });
}

describe('a process with two addresses of RabbitMQ', () => {
  it('continues at the other when its node is gone, and back again', async () => {
    const publisher = new Publisher(connection);
    for (let round = 0; round < 2; round += 1) {
      const used = usedNode();
      used.cut();
      await vi.waitFor(() => expect(connectedTo()).not.toBe(nameOf(used)), DEADLINE);
      await vi.waitFor(() => publish(publisher), DEADLINE);
      expect(connectedTo()).toBe(nameOf(nodes.find((node) => node !== used)!));
      used.mend();
    }
    await publisher.close();
  });

  it('reports each address with its findings, and no password', async () => {
    for (const node of nodes) node.cut();
    await vi.waitFor(() => {
      const states = brokerHealth(connection).brokerAddresses;
      expect(states.map(({ address }) => address)).toEqual(nodes.map(nameOf));
      for (const { state } of states) expect(state).toMatch(/closed|ECONN|close/i);
    }, DEADLINE);
    for (const node of nodes) expect(connection.fault).toContain(nameOf(node));
    expect(JSON.stringify([brokerHealth(connection), connection.fault])).not.toContain('guest');
  });

  it('is examined at each of them', async () => {
    const [gone, there] = [nodes[0]!, nodes[1]!];
    gone.cut();
    const url = `${gone.url},${there.url}`;
    const { addresses, broker } = await examineBroker({ url, topology: rig.topology });
    expect(addresses).toEqual([
      { address: nameOf(gone), fault: expect.stringMatching(/closed|ECONN/i) },
      { address: nameOf(there) },
    ]);
    expect(broker?.faults).toEqual([]);
  });
});
