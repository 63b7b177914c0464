import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { declareTopology, topologyOf } from '#messaging';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { freePorts } from '../../setup/broker/free-ports.js';
import { dropTopology } from '../../setup/broker/drop-topology.js';
import {
  type TestDatabase,
  createTestDatabase,
  execute,
  jumpClock,
  moveClock,
} from '../../setup/database.js';
import { type Gateway, KEYS, postEvent, sendEvent, startTestGateway } from '../gateway/fixtures.js';
import { type Road, roadTo } from '../gateway/road.js';
import { runCli } from './run-cli.js';

let database: TestDatabase;
let sandbox: Sandbox;
let road: Road;
const gateways: Gateway[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  sandbox = await startSandbox();
  road = await roadTo(database.url);
});

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
  await road?.block();
  await sandbox?.close();
  await database?.drop();
});

type Options = {
  omedaUrl?: string;
  broker?: { url: string; prefix: string; managementUrl?: string };
};

async function start(options: Options = {}): Promise<Gateway> {
  const { omedaUrl = sandbox.url } = options;
  const gateway = await startTestGateway({ databaseUrl: road.url, ...options, omedaUrl });
  gateways.push(gateway);
  return gateway;
}

type Check = { name: string; state: string; words: string; cure: string | null };

/** Checks that are not ok, by name. */
async function examine({ url }: Gateway) {
  const env = { NEWSLETTER_URL: url, NEWSLETTER_KEY: KEYS.operator };
  const { exitCode, out } = await runCli('doctor --json', env);
  const { checks } = JSON.parse(out) as { checks: Check[] };
  const unwell = checks.filter(({ state }) => state !== 'ok');
  for (const { cure } of unwell) expect(cure).toMatch(/\w{4}/);
  return { exitCode, checks, unwell, names: unwell.map(({ name }) => name) };
}

const forPeople = ({ url }: Gateway) =>
  runCli('doctor', { NEWSLETTER_URL: url, NEWSLETTER_KEY: KEYS.operator });

describe('newsletter doctor', () => {
  it('finds nothing if all is well', async () => {
    const gateway = await start();
    const { exitCode, unwell, checks } = await examine(gateway);
    expect(unwell).toEqual([]);
    expect(exitCode).toBe(0);
    expect(checks.map(({ name }) => name)).toEqual([
      'gateway',
      'store',
      'migrations',
      'release',
      'backup',
      'append-only',
      'clock',
      'due steps',
      'newsletters',
      'broker',
      'omeda DEMO',
    ]);
    expect((await forPeople(gateway)).out).toMatch(/^ok +gateway: responds at http/);
  });

  it('says what to do if no gateway responds', async () => {
    const nowhere = { NEWSLETTER_URL: 'http://127.0.0.1:1', NEWSLETTER_KEY: KEYS.operator };
    const { exitCode, out } = await runCli('doctor', nowhere);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/FAULT +gateway: Cannot reach a gateway[^]*Cure: start it/);
  });

  it('needs an operator key', async () => {
    const gateway = await start();
    const env = { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.daily };
    const { exitCode, err } = await runCli('doctor', env);
    expect([exitCode, err]).toEqual([5, expect.stringContaining('operatorKeys')]);
  });

  it('finds an unavailable store', async () => {
    const gateway = await start();
    await road.block();
    const { exitCode, names } = await examine(gateway);
    expect([exitCode, names]).toEqual([1, ['store']]);
  });

  it.each<[string, string, number, (url: string) => Promise<void>]>([
    ['migrations', 'fault', 1, (url) => execute(url, 'DELETE FROM migration WHERE id = 2')],
    [
      'migrations',
      'warning',
      0,
      (url) => execute(url, "INSERT INTO migration (timestamp, name) VALUES (2, 'Later2')"),
    ],
    [
      'append-only',
      'fault',
      1,
      (url) => execute(url, 'ALTER TABLE event DISABLE TRIGGER append_only'),
    ],
    [
      'append-only',
      'fault',
      1,
      (url) => execute(url, 'ALTER TABLE archived_event DISABLE TRIGGER append_only'),
    ],
    ['clock', 'warning', 0, (url) => moveClock(url, 20_000)],
    ['clock', 'fault', 1, (url) => moveClock(url, -300_000)],
    ['clock', 'fault', 1, (url) => jumpClock(url, -3_600_000)],
    [
      'broker',
      'fault',
      1,
      (url) => execute(url, "INSERT INTO transport (name) VALUES ('rabbitmq')"),
    ],
  ])('finds what is wrong with %s: a %s', async (name, state, exitCode, spoil) => {
    const gateway = await start();
    await spoil(database.url);
    const found = await examine(gateway);
    expect(found.unwell).toMatchObject([{ name, state }]);
    expect(found.exitCode).toBe(exitCode);
  });

  it('finds steps that nobody carries out', async () => {
    const gateway = await start();
    await sendEvent(gateway.url, postEvent());
    await moveClock(database.url, 3_600_000);
    expect((await examine(gateway)).names).toEqual(['clock', 'due steps']);
  });

  it('finds an Omeda that refuses, and an unavailable one', async () => {
    const gateway = await start();
    const brand = sandbox.world.brands.get('DEMO');
    if (brand) brand.appIdRevoked = true;
    const refused = await examine(gateway);
    expect(refused.unwell[0]?.words).toMatch(/Omeda rejects the key: .*forbidden access/);
    expect(JSON.stringify(refused)).not.toContain('demo-app-id');
    const away = await examine(await start({ omedaUrl: 'http://127.0.0.1:1' }));
    expect(away.unwell[0]?.words).toMatch(/is not responding/);
  });
});

describe('newsletter doctor with RabbitMQ', () => {
  const { url } = inject('rabbitmq');

  it('finds what is missing, what differs, and that no deployer takes wake-ups', async () => {
    const prefix = `doctor-${randomUUID().slice(0, 8)}`;
    const gateway = await start({ broker: { url, prefix } });
    const topology = topologyOf({ prefix });
    expect((await examine(gateway)).names).toEqual(['topology', 'deployers']);
    const connection = await connect(url);
    try {
      await declareTopology(await connection.createChannel(), topology);
      expect((await examine(gateway)).names).toEqual(['deployers']);
      const channel = await connection.createChannel();
      await channel.deleteQueue(topology.names.deployer);
      await channel.assertQueue(topology.names.deployer, { durable: true });
      const { unwell } = await examine(gateway);
      expect(unwell[0]?.words).toContain(`queue ${topology.names.deployer} exists with different`);
    } finally {
      const channel = await connection.createChannel();
      for (const { name } of topology.queues) await channel.deleteQueue(name);
      for (const { name } of topology.exchanges) await channel.deleteExchange(name);
      await connection.close();
    }
  });

  it('shows leader and members of queues if the management API is configured', async () => {
    const { managementUrl = '' } = inject('rabbitmq');
    const prefix = `doctor-${randomUUID().slice(0, 8)}`;
    const gateway = await start({ broker: { url, prefix, managementUrl } });
    const topology = topologyOf({ prefix });
    const connection = await connect(url);
    await declareTopology(await connection.createChannel(), topology);
    const { deployer } = topology.names;
    await vi.waitFor(
      async () => {
        const { checks, names } = await examine(gateway);
        expect(names).toEqual(['deployers']);
        const { words = '' } = checks.find(({ name }) => name === 'queues') ?? {};
        expect(words).toMatch(new RegExp(`${deployer}: leader \\S+@\\S+, 1 of 1 members online`));
      },
      { timeout: 60_000, interval: 500 },
    );
    await connection.close();
    await dropTopology(url, topology);
    const [port] = await freePorts(1);
    const nowhere = `http://127.0.0.1:${port}`;
    const away = await start({ broker: { url, prefix, managementUrl: nowhere } });
    const { unwell } = await examine(away);
    expect(unwell.find(({ name }) => name === 'queues')?.words).toContain('ECONNREFUSED');
  });

  it('finds an unavailable broker, without showing its password', async () => {
    const broker = { url: 'amqp://connector:pa55word@127.0.0.1:1', prefix: 'x' };
    const { unwell } = await examine(await start({ broker }));
    expect(unwell).toMatchObject([
      { name: 'broker', words: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect(JSON.stringify(unwell)).not.toContain('pa55word');
  });
});

describe('newsletter rebuild', () => {
  it('recomputes all status while the gateway runs', async () => {
    const gateway = await start();
    await sendEvent(gateway.url, postEvent());
    await execute(database.url, "UPDATE deployment_status SET title = 'nonsense'");
    const env = { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.operator };
    const { exitCode, out } = await runCli('rebuild', env);
    expect(out).toContain('Status of 1 deployment(s) rebuilt from their events.');
    expect(exitCode).toBe(0);
    const list = await runCli('deployments list', env);
    expect(list.out).not.toContain('nonsense');
  });

  it('needs an operator key', async () => {
    const gateway = await start();
    const env = { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.daily };
    expect((await runCli('rebuild', env)).exitCode).toBe(5);
  });
});
