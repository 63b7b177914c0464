import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { topologyOf } from '#messaging';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { dropTopology } from '../../setup/broker/drop-topology.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { blockOf } from '../../setup/docs/blocks.js';
import { addressOf, permittedUser } from '../../setup/docs/permitted-user.js';
import { Workbench, filled } from '../../setup/docs/workbench.js';
import { Management } from '../../setup/management.js';
import { VARIABLES, sitesFile } from '../../setup/test-sites.js';

const LIMIT_MS = 240_000;
const OPERATING = 'docs/operating.md';
const prefix = `docs-${randomBytes(4).toString('hex')}`;
/** Objects that no process of ours has declared. */
const imported = `${prefix}-imported`;
const { url: brokerUrl, managementUrl } = inject('rabbitmq');

const management = new Management(String(managementUrl));
let database: TestDatabase;
let sandbox: Sandbox;
let workbench: Workbench;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = await startSandbox();
  workbench = await Workbench.open({
    ...VARIABLES,
    RABBITMQ_PREFIX: prefix,
    PORT: '0',
    HEALTH_PORT: '0',
  });
  await writeFile(join(workbench.clone, 'sites.json'), sitesFile(sandbox.url));
}, LIMIT_MS);

afterAll(async () => {
  await workbench?.close();
  await dropTopology(brokerUrl, topologyOf({ prefix }));
  await sandbox?.close();
  await database?.drop();
}, LIMIT_MS);

/** Each process in its own terminal, with what is exported before it. */
function terminalsOf(text: string): string[] {
  const lines = text.trim().split('\n');
  const exported = lines.filter((line) => line.startsWith('export '));
  const started = lines.filter((line) => !line.startsWith('export '));
  return started.map((line) => [...exported, line].join('\n'));
}

describe('docs/operating.md', { timeout: LIMIT_MS }, () => {
  it('starts a gateway and a deployer', async () => {
    const { text } = blockOf(OPERATING, 'export DATABASE_URL');
    const commands = filled(text, {
      'postgres://connector:…@db:5432/newsletters': database.url,
      'amqp://connector:…@rabbit:5672/newsletters': brokerUrl,
      '/etc/newsletters/sites.json': join(workbench.clone, 'sites.json'),
    });
    const [gateway, deployer] = terminalsOf(commands).map((lines) => workbench.start(lines));
    const [, url] = (await gateway?.until(/The gateway is running at (\S+) /)) ?? [];
    await deployer?.until(/The deployer is running/);
    const { status } = await fetch(`${url}/health/ready`);
    expect(status).toBe(200);
  });

  it.runIf(managementUrl)('prints definitions that RabbitMQ imports', async () => {
    const { text: command } = blockOf(OPERATING, 'npm run --silent definitions');
    await workbench.succeeds(command, { RABBITMQ_PREFIX: imported });
    const text = readFileSync(join(workbench.clone, 'definitions.json'), 'utf8');
    await management.post('/api/definitions', JSON.parse(text));
    const [vhost] = /(?<=--vhost )\S+/.exec(command) ?? [];
    const queue = await management.get(`/api/queues/${vhost}/${imported}.deployer`);
    expect(queue).toMatchObject({ durable: true });
  });
});

describe('docs/subscribing.md', { timeout: LIMIT_MS }, () => {
  it.runIf(managementUrl)('permits what a subscriber does, and nothing else', async () => {
    const management = new Management(String(managementUrl));
    const service = `my-service-${prefix}`;
    const [user, password] = await permittedUser(management, { service, prefix });
    const model = await connect(addressOf(brokerUrl, [user, password]));
    model.on('error', () => undefined);
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    const queue = `${user}.newsletters`;
    await channel.assertQueue(queue);
    await channel.bindQueue(queue, `${prefix}.events`, '#');
    const bySite = { 'x-match': 'all', 'nl-site': 'daily' };
    await channel.bindQueue(queue, `${prefix}.events.by-site`, '', bySite);
    await channel.consume(queue, () => undefined);
    await channel.deleteQueue(queue);
    await expect(channel.get(`${prefix}.deployer`)).rejects.toThrow(/ACCESS.REFUSED/);
    await model.close();
    await management.delete(`/api/users/${user}`);
  });
});
