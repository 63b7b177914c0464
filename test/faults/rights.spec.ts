import { randomBytes } from 'node:crypto';
import { connect } from 'amqplib';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { topologyOf } from '#messaging';
import type { AppProcess } from '../setup/app-process.js';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import { Management } from '../setup/management.js';
import { Floor } from './floor.js';

const { url: adminUrl, managementUrl } = inject('rabbitmq');
const management = new Management(managementUrl ?? '');
const name = `rights-${randomBytes(4).toString('hex')}`;
const ALL = { configure: '.*', write: '.*', read: '.*' };

let database: TestDatabase;
let floor: Floor;

beforeEach(async () => {
  await management.put(`/api/vhosts/${name}`);
  await management.put(`/api/users/${name}`, { password: name, tags: '' });
  await allow(ALL);
  database = await createTestDatabase();
  floor = await Floor.open({ databaseUrl: database.url, brokerUrl: brokerUrl() });
});

afterEach(async () => {
  await floor?.close();
  await management.delete(`/api/vhosts/${name}`);
  await management.delete(`/api/users/${name}`);
  await database?.drop();
});

function brokerUrl(): string {
  const parts = { username: name, password: name, pathname: `/${name}` };
  return Object.assign(new URL(adminUrl), parts).href;
}

const allow = (rights: object) => management.put(`/api/permissions/${name}/${name}`, rights);

async function healthOf({ url }: AppProcess) {
  const answer = await fetch(`${url}/health/ready`);
  const body = (await answer.json()) as { consumers: string; broker: string };
  return { ...body, status: answer.status };
}

it('a deployer that may not read its queue says so, with the right and the cure, until it may', async () => {
  const gateway = await floor.start('gateway');
  await floor.until('all is declared', async () => (await healthOf(gateway)).broker === 'ok');
  await allow({ ...ALL, read: '^$' });
  const deployer = await floor.start('deployer');

  const refusal = `access to queue '${floor.prefix}.deployer' in vhost '${name}' refused`;
  const isNamed = async () => (await healthOf(deployer)).consumers.includes(refusal);
  await floor.until('it says what RabbitMQ refuses', isNamed);
  const { status, consumers } = await healthOf(deployer);
  expect(status).toBe(503);
  expect(consumers).toMatch(/^detached: .*ACCESS.REFUSED/);
  expect(consumers).toContain('It needs the right to read.');
  expect(consumers).toContain(`To fix it: run "rabbitmqctl set_permissions -p '${name}' '${name}'`);

  await allow(ALL);
  await floor.until('it consumes', async () => (await healthOf(deployer)).status === 200);
  expect((await healthOf(deployer)).consumers).toBe('attached');
});

it('what RabbitMQ does not let the gateway redrive stays parked, and the response says why', async () => {
  const gateway = await floor.start('gateway');
  await floor.until('all is declared', async () => (await healthOf(gateway)).broker === 'ok');
  const { commands, parked } = topologyOf({ prefix: floor.prefix }).names;
  const foreign = { message_id: 'pizza-1', delivery_mode: 2 };
  await management.post(`/api/exchanges/${name}/${commands}/publish`, {
    properties: foreign,
    routing_key: 'order.pizza',
    payload: '{}',
    payload_encoding: 'string',
  });
  await allow({ ...ALL, write: `^${floor.prefix}\\.(wake-ups|events|dead)$` });

  const answer = await floor.ask('/v1/parked/pizza-1/redrive', 'POST');
  expect(answer.status).toBe(503);
  const { detail } = (await answer.json()) as { detail: string };
  expect(detail).toContain(`Rejected by '${commands}'`);
  expect(detail).toContain('It is still parked.');

  await allow(ALL);
  const model = await connect(brokerUrl());
  const { messageCount } = await (await model.createChannel()).checkQueue(parked);
  await model.close();
  expect(messageCount).toBe(1);
});
