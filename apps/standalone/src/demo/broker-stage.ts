import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEventStore } from '#event-store';
import { RabbitConnection, reachBroker, topologyOf } from '#messaging';
import {
  type BrokerSettings,
  Environment,
  type Opened,
  readBroker,
  readDatabaseUrl,
} from '#process';
import { type Sites, loadSites } from '#sites';
import { localSitesFile } from '../local-sites.js';
import { withSandbox } from '../sandbox-brands.js';
import { startApp } from './app-process.js';
import { demoFolder, openDemoStorage } from './demo-storage.js';
import { AUDIENCE_LOAD_MS, DEMO_FACTOR, type Stage, signingSecretOf } from './stage.js';

/** Gateway and deployer as processes, with a separate database, exchanges, and queues. */
export async function brokerStage(opened: Opened): Promise<Stage> {
  const settings = checkedSettings();
  const broker = { ...settings, prefix: `newsletter_demo_${randomBytes(4).toString('hex')}` };
  const { tls = {} } = settings;
  await reachBroker(broker.url, { name: 'newsletter-demo', prefix: broker.prefix, tls });
  const dataDir = await demoFolder(opened);
  const { databaseUrl } = await openDemoStorage(dataDir, opened);
  const { sites, sandbox } = await withSandbox(loadSites(localSitesFile(dataDir)), {
    port: 0,
    audienceLoadMs: AUDIENCE_LOAD_MS,
  });
  if (sandbox) opened.add(sandbox);
  opened.add({ close: () => removeTopology(broker) });
  const env = {
    ...process.env,
    DATABASE_URL_FILE: '',
    RABBITMQ_URL_FILE: '',
    DATABASE_URL: databaseUrl,
    RABBITMQ_URL: broker.url,
    RABBITMQ_PREFIX: broker.prefix,
    SITES_FILE: await locatedSitesFile(dataDir, sites),
    PORT: '0',
    HEALTH_PORT: '0',
    DELAY_FACTOR: String(DEMO_FACTOR),
    LOG_LEVEL: 'error',
  };
  const gateway = await opened.opening(startApp('gateway', env));
  await opened.opening(startApp('deployer', env));
  const { store } = await opened.opening(openEventStore({ databaseUrl }));
  return { url: gateway.url, store, sandbox, signingSecret: signingSecretOf(sites) };
}

/** @throws ConfigError with what is missing. */
function checkedSettings(): BrokerSettings {
  const environment = new Environment(process.env);
  const broker = readBroker(environment);
  readDatabaseUrl(environment);
  environment.check('The demo over RabbitMQ');
  return broker;
}

/** The same sites with the sandbox's address, in a file for the other processes. */
async function locatedSitesFile(dataDir: string, { brands }: Sites): Promise<string> {
  const file = JSON.parse(await readFile(join(dataDir, 'sites.json'), 'utf8')) as {
    brands: Record<string, object>;
  };
  for (const [name, { baseUrl }] of brands) {
    file.brands[name] = { ...file.brands[name], baseUrl };
  }
  const located = join(dataDir, 'located-sites.json');
  await writeFile(located, JSON.stringify(file));
  return located;
}

async function removeTopology({ prefix, url, tls }: BrokerSettings): Promise<void> {
  const topology = topologyOf({ prefix });
  const connection = await RabbitConnection.open({
    url,
    topology,
    name: 'newsletter-demo',
    ...(tls ? { tls } : {}),
  });
  const channel = await connection.openChannel();
  for (const { name } of topology.queues) await channel.deleteQueue(name);
  for (const { name } of topology.exchanges) await channel.deleteExchange(name);
  await connection.close();
}
