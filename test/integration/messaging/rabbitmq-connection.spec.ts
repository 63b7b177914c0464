import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Publisher, RabbitConnection } from '#messaging';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';
import { useEvents } from './use-events.testing.js';

const DEADLINE = { timeout: 30_000, interval: 20 };
const own = useEvents();
const { outgoing, subscriber } = own;

describe('a connection that fails', () => {
  let wire: TcpProxy;
  let connection: RabbitConnection;

  beforeEach(async () => {
    wire = await openTcpProxy(own.rig.url);
    const { topology } = own.rig;
    connection = await RabbitConnection.open({ url: wire.url, topology, name: 'wired' });
  });

  afterEach(async () => {
    wire.cut();
    await connection.close();
    await wire.close();
  });

  it('silently makes the publish an error at its timeout, and a new channel helps', async () => {
    const publisher = new Publisher(connection, 1_000);
    await publisher.publish(outgoing());
    wire.freeze();
    await expect(publisher.publish(outgoing())).rejects.toThrow('Not confirmed within 1000 ms');
    wire.cut();
    wire.mend();
    await vi.waitFor(() => publisher.publish(outgoing()), DEADLINE);
  });

  it('makes a publish wait for the connection, and succeed when it is back', async () => {
    const publisher = new Publisher(connection, 20_000);
    await publisher.publish(outgoing());
    wire.cut();
    await vi.waitFor(() => expect(connection.connected).toBe(false), DEADLINE);
    const waiting = publisher.publish(outgoing());
    wire.mend();
    await waiting;
  });

  it('for longer than the limit says that RabbitMQ is unavailable, and no password', async () => {
    const publisher = new Publisher(connection, 300);
    wire.cut();
    await vi.waitFor(() => expect(connection.connected).toBe(false), DEADLINE);
    const failed = await publisher.publish(outgoing()).catch((error: unknown) => error);
    expect(String(failed)).toMatch(/RabbitMQ is unavailable: /);
    expect(String(failed)).not.toContain('guest');
  });

  it('again and again loses nothing that was confirmed', async () => {
    const queue = await subscriber();
    const publisher = new Publisher(connection, 20_000);
    const seen = new Set<string>();
    await own.channel.consume(queue, (one) => void seen.add(String(one?.properties.messageId)), {
      noAck: true,
    });
    const wanted = Array.from({ length: 200 }, (_one, i) => `m-${i}`);
    for (const [i, messageId] of wanted.entries()) {
      const sent = vi.waitFor(() => publisher.publish(outgoing({ messageId })), DEADLINE);
      if (i % 40 === 20) {
        wire.cut();
        wire.mend();
      }
      await sent;
    }
    await vi.waitFor(() => expect(wanted.filter((id) => !seen.has(id))).toEqual([]), DEADLINE);
  });
});

describe('a connection', () => {
  it('is refused with the cure if its URL is invalid, and the URL is not shown', async () => {
    const open = RabbitConnection.open({
      url: 'http://secret@nowhere',
      topology: own.rig.topology,
      name: 'spec',
    });
    await expect(open).rejects.toThrow(/^RABBITMQ_URL is not an AMQP URL. Set it to amqp:/);
    await expect(open).rejects.not.toThrow(/secret/);
  });

  it('that cannot be made says why, while the process keeps running', async () => {
    const { topology } = own.rig;
    const nowhere = await RabbitConnection.open({
      url: 'amqp://someone:secret@127.0.0.1:1',
      topology,
      name: `spec-${hostname()}`,
    });
    await vi.waitFor(() => expect(nowhere.fault).toContain('ECONNREFUSED'), DEADLINE);
    expect(nowhere.fault).not.toContain('secret');
    await nowhere.close();
  });
});
