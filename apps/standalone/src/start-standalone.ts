import { join, resolve } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Timers, EventStore, AppendNotifier, Traceparents, claimTransport } from '#event-store';
import { EmbeddedStrategy } from '#messaging';
import { MetricRegistry, reportBuildInfo, reportConsumer } from '#metrics';
import { NestLog, Opened, type Running, createLog, findPort, logReload } from '#process';
import { loadSites, watchSites } from '#sites';
import { longestLeaseMs } from '../../deployer/src/deployer-settings.js';
import { GATEWAY_APP_OPTIONS, prepareGateway } from '../../gateway/src/http/prepare-gateway.js';
import { timerSource } from './timer-source.js';
import { claimDataDir } from './claim.js';
import type { StandaloneConfig } from './config.js';
import { LOCAL_SITE, followKeyFile, localSitesFile } from './local-sites.js';
import { withSandbox } from './sandbox-brands.js';
import { StandaloneModule, type StandaloneSettings } from './standalone.module.js';
import { dataDirOf, openStorage } from './storage.js';

export type Standalone = {
  url: string;
  app: INestApplication;
  store: EventStore;
  /** Stops taking wake-ups, finishes those in progress, then closes. */
  close(): Promise<void>;
};

type Listening = { host: string; port: number; concurrency?: number };

const AUDIENCE_LOAD_MS = 8_000;

/** Starts everything and prints the addresses. `close` drains and stops what this started. */
export async function runStandalone(
  config: StandaloneConfig,
  opened = new Opened(),
): Promise<Running> {
  const { host } = config;
  const dataDir = dataDirOf();
  const sitesFile = config.sitesFile ?? localSitesFile(dataDir);
  const known = loadSites(sitesFile);
  const port = await findPort({ ...config, setting: 'PORT' });
  try {
    const storage = await opened.opening(openStorage(dataDir));
    if (storage.isLocal) await opened.opening(claimDataDir(storage.databaseUrl, dataDir));
    const sandboxPort = await findPort({
      port: config.sandboxPort,
      host,
      isPortNamed: false,
      setting: 'SANDBOX_PORT',
    });
    const { locate, sandbox } = await withSandbox(known, {
      port: sandboxPort,
      audienceLoadMs: AUDIENCE_LOAD_MS,
      file: join(dataDir, 'sandbox.jsonl'),
    });
    if (sandbox) opened.add(sandbox);
    const { contentLimitBytes, retention, guardRails, webhooks, notifications } = config;
    const { logLevel, timing, publicUrl } = config;
    const onReload = logReload(createLog(logLevel));
    const sites = watchSites(sitesFile, { adapt: locate, onReload });
    opened.add({ close: async () => sites.close() });
    const standalone = await opened.opening(
      startStandalone(
        {
          databaseUrl: storage.databaseUrl,
          sites,
          timing,
          contentLimitBytes,
          retention,
          guardRails,
          webhooks,
          notifications,
          logLevel,
          ...(publicUrl ? { publicUrl } : {}),
        },
        { host, port },
      ),
    );
    const lines = linesOf(standalone, { config, sitesFile, storage: storage.description });
    if (sandbox) lines.splice(3, 0, `Sandbox    ${sandbox.url}/  (stands in for Omeda)`);
    return { lines: ['', ...lines, ''], close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Gateway and deployer in this process, over the embedded transport. `port` 0: any free one. */
export async function startStandalone(
  settings: StandaloneSettings,
  { host, port, concurrency = 10 }: Listening,
): Promise<Standalone> {
  const app = await NestFactory.create<NestExpressApplication>(StandaloneModule.forRoot(settings), {
    ...GATEWAY_APP_OPTIONS,
    logger: new NestLog(createLog(settings.logLevel)),
    abortOnError: false,
  });
  try {
    prepareGateway(app);
    const store = app.get(EventStore);
    await claimTransport(store.dataSource, 'embedded');
    connectDeployer(app, longestLeaseMs(settings), concurrency);
    await app.startAllMicroservices();
    await app.listen(port, host);
    return { url: await app.getUrl(), app, store, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

function connectDeployer(app: INestApplication, longestMs: number, concurrency: number): void {
  const source = timerSource(
    {
      appends: app.get(AppendNotifier),
      timers: app.get(Timers),
      traceparents: app.get(Traceparents),
    },
    longestMs,
  );
  const strategy = new EmbeddedStrategy({ source, concurrency, drainLimitMs: longestMs });
  const metrics = app.get(MetricRegistry, { strict: false });
  reportBuildInfo(metrics, 'standalone');
  reportConsumer(metrics, strategy);
  app.connectMicroservice<MicroserviceOptions>({ strategy });
}

/** Quotes a path for a shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

/** Sets the variables of docs/subscribing.md's examples. */
function followLine(url: string): string {
  const key = quoted(followKeyFile(dataDirOf()));
  return `export NEWSLETTER_URL=${url} NEWSLETTER_KEY=$(cat ${key})`;
}

type About = { config: StandaloneConfig; sitesFile: string; storage: string };

function linesOf({ url }: Standalone, { config, sitesFile, storage }: About): string[] {
  const port = new URL(url).port;
  const moved = Number(port) === config.port ? '' : `  (port ${config.port} is in use)`;
  const isLocal = config.sitesFile === undefined;
  // In another terminal DATA_DIR may not be set.
  const where = process.env['DATA_DIR'] ? `DATA_DIR=${quoted(resolve(dataDirOf()))} ` : '';
  const send = isLocal ? `${where}npm run send-event -- --url ${url} --site ${LOCAL_SITE}` : '';
  return [
    `REST       ${url}${moved}`,
    `Console    ${url}/console`,
    `OpenAPI    ${url}/docs`,
    `Storage    ${storage}`,
    `Sites      ${sitesFile}`,
    ...(send ? ['', `Send a first event:  ${send}`, `Follow events:  ${followLine(url)}`] : []),
    'Press Ctrl-C to stop.',
  ];
}
