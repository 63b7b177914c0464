import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import type { AppProcess } from '../setup/app-process.js';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import { Management } from '../setup/management.js';
import { Floor } from './floor.js';

const { url: adminUrl, managementUrl } = inject('rabbitmq');
const management = new Management(managementUrl ?? '');
const name = `read-right-${randomBytes(4).toString('hex')}`;
const ALL = { configure: '.*', write: '.*', read: '.*' };

let database: TestDatabase;
let floor: Floor;

beforeEach(async () => {
  await management.put(`/api/vhosts/${name}`);
  await management.put(`/api/users/${name}`, { password: name, tags: '' });
  await allow(ALL);
  database = await createTestDatabase();
  const parts = { username: name, password: name, pathname: `/${name}` };
  const brokerUrl = Object.assign(new URL(adminUrl), parts).href;
  floor = await Floor.open({ databaseUrl: database.url, brokerUrl });
});

afterEach(async () => {
  await floor?.close();
  await management.delete(`/api/vhosts/${name}`);
  await management.delete(`/api/users/${name}`);
  await database?.drop();
});

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
