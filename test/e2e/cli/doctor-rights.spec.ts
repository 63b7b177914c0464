import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { declareTopology, topologyOf } from '#messaging';
import { startBrokerWith } from '../../setup/broker/start-broker-with.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { Management } from '../../setup/management.js';
import { type Gateway, KEYS, startTestGateway } from '../gateway/fixtures.js';
import { runCli } from './run-cli.js';

type Check = { name: string; state: string; words: string; cure: string | null };
type Rights = { configure: string; write: string; read: string };

const ALL: Rights = { configure: '.*', write: '.*', read: '.*' };
const NAME = `rights-${randomUUID().slice(0, 8)}`;

let database: TestDatabase;
let gateway: Gateway | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await gateway?.close();
  await database?.drop();
});

/** Faults of the broker that the doctor finds at this address. */
async function faultsAt(url: string): Promise<{ exitCode: number; faults: Check[] }> {
  await gateway?.close();
  gateway = await startTestGateway({ databaseUrl: database.url, broker: { url, prefix: NAME } });
  const env = { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.operator };
  const { exitCode, out } = await runCli('doctor --json', env);
  const { checks } = JSON.parse(out) as { checks: Check[] };
  expect(out).not.toContain('pa55word');
  const others = ['deployers', 'omeda DEMO'];
  const faults = checks.filter(({ state, name }) => state === 'fault' && !others.includes(name));
  return { exitCode, faults };
}

describe('the doctor with a RabbitMQ that refuses', () => {
  const { url: adminUrl, managementUrl } = inject('rabbitmq');
  const management = new Management(managementUrl ?? '');
  const of = (vhost: string, password = 'pa55word') => {
    const url = new URL(adminUrl);
    url.username = NAME;
    url.password = password;
    url.pathname = `/${vhost}`;
    return url.href;
  };
  const give = (rights: Rights) => management.put(`/api/permissions/${NAME}/${NAME}`, rights);

  beforeEach(async () => {
    await management.put(`/api/vhosts/${NAME}`);
    await management.put(`/api/users/${NAME}`, { password: 'pa55word', tags: '' });
    await give(ALL);
    const connection = await connect(of(NAME));
    await declareTopology(await connection.createChannel(), topologyOf({ prefix: NAME }));
    await connection.close();
  });

  afterEach(async () => {
    await management.delete(`/api/users/${NAME}`);
    await management.delete(`/api/vhosts/${NAME}`);
  });

  it('finds nothing if all rights are granted, and leaves no message behind', async () => {
    expect((await faultsAt(of(NAME))).faults).toEqual([]);
    const { parked } = topologyOf({ prefix: NAME }).names;
    const connection = await connect(of(NAME));
    const { messageCount } = await (await connection.createChannel()).checkQueue(parked);
    expect(messageCount).toBe(0);
    await connection.close();
  });

  it.each(['write', 'read'] as const)('names a lost right to %s', async (right) => {
    await give({ ...ALL, [right]: '^$' });
    const { exitCode, faults } = await faultsAt(of(NAME));
    expect(exitCode).toBe(1);
    const found = faults.find(({ name }) => name === `right to ${right}`);
    expect(found?.words).toContain(`User ${NAME} may not ${right} ${NAME}.`);
    expect(found?.cure).toContain(`rabbitmqctl set_permissions -p '${NAME}' '${NAME}'`);
  });

  it('needs no right to configure, unless something is missing', async () => {
    await give({ ...ALL, configure: '^$' });
    expect((await faultsAt(of(NAME))).faults).toEqual([]);
    const { parked } = topologyOf({ prefix: NAME }).names;
    await management.delete(`/api/queues/${NAME}/${parked}`);
    const { faults } = await faultsAt(of(NAME));
    expect(faults.map(({ name }) => name)).toEqual(['right to configure', 'topology']);
    expect(faults[0]?.words).toBe(`User ${NAME} may not configure ${parked}.`);
  });

  it('distinguishes a virtual host that is missing, or closed to the user, from a wrong password', async () => {
    const missing = (await faultsAt(of('nowhere'))).faults[0];
    expect(missing?.words).toMatch(/NOT_ALLOWED.*vhost nowhere not found/);
    expect(missing?.cure).toContain("rabbitmqctl add_vhost 'nowhere'");
    await management.delete(`/api/permissions/${NAME}/${NAME}`);
    const closed = (await faultsAt(of(NAME))).faults[0];
    expect(closed?.cure).toContain(`rabbitmqctl set_permissions -p '${NAME}' '${NAME}'`);
    expect((await faultsAt(of(NAME, 'wrong'))).faults[0]?.cure).toContain('user and password');
  });
});

describe('the doctor with a RabbitMQ without enough memory or disk space', () => {
  it.each([
    ['disk', 'disk_free_limit.absolute = 900000GB', 'free disk space'],
    ['memory', 'vm_memory_high_watermark.absolute = 1MB', 'vm_memory_high_watermark'],
  ])('says so: %s', async (what, setting, cure) => {
    const broker = await startBrokerWith([setting]);
    try {
      const connection = await connect(broker.url);
      await declareTopology(await connection.createChannel(), topologyOf({ prefix: NAME }));
      await connection.close();
      const { exitCode, faults } = await faultsAt(broker.url);
      expect(exitCode).toBe(1);
      expect(faults).toMatchObject([{ name: 'broker' }]);
      expect(faults[0]?.words).toContain(what);
      expect(faults[0]?.cure).toContain(cure);
    } finally {
      await broker.close();
    }
  });
});
