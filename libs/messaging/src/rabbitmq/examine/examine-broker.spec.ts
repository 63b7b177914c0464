import type { ChannelModel } from 'amqplib';
import { afterEach, expect, it, vi } from 'vitest';
import type { RabbitConnection } from '../connection/connection.js';
import { examineConnection } from './examine-broker.js';
import { topologyOf } from '../topology/topology.js';

afterEach(() => vi.useRealTimers());

it('a connection that ends while it is examined yields nothing, and nothing waits for it', async () => {
  vi.useFakeTimers();
  const model = {
    on: () => undefined,
    createChannel: () => new Promise(() => undefined),
  } as unknown as ChannelModel;
  const connection = {
    model,
    states: [{ address: 'rabbit:5672', state: 'connected' }],
    topology: topologyOf({ prefix: 'spec' }),
  } as unknown as RabbitConnection;
  const examined = examineConnection(connection);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await examined).toBeUndefined();
});
