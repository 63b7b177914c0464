import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { examineBroker, examineConnection } from '#messaging';
import { brokerChecks } from '../../../apps/gateway/src/operations/doctor/broker-checks.js';
import { RabbitRig } from './rabbit-rig.js';

const DEADLINE = { timeout: 30_000, interval: 20 };

let rig: RabbitRig;

beforeEach(async () => {
  rig = await RabbitRig.open();
  await vi.waitFor(() => expect(rig.connection.connected).toBe(true), DEADLINE);
});

afterEach(() => rig.close());

it('a connection reports the same about RabbitMQ as another one', async () => {
  const { url } = inject('rabbitmq');
  const { topology, connection } = rig;
  expect(await examineConnection(connection)).toEqual(await examineBroker({ url, topology }));
  expect(connection.connected).toBe(true);
  expect(connection.refusals).toBe(0);
});

it('a check over the connection of the process opens no other', async () => {
  const { prefix } = rig.topology.names;
  // Nothing listens there.
  const broker = { url: 'amqp://127.0.0.1:1', prefix };
  const checks = await brokerChecks(broker, 'rabbitmq', rig.connection);
  expect(checks.filter(({ name }) => name === 'broker')).toMatchObject([{ state: 'ok' }]);
});

it('if the connection of the process is lost, another one is tried', async () => {
  await rig.connection.close();
  expect(await examineConnection(rig.connection)).toBeUndefined();
  const { url } = inject('rabbitmq');
  const broker = { url, prefix: rig.topology.names.prefix };
  const checks = await brokerChecks(broker, 'rabbitmq', rig.connection);
  expect(checks.filter(({ name }) => name === 'broker')).toMatchObject([{ state: 'ok' }]);
});
