import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPort } from '#process';
import { startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import type { Closing } from '../crash/closing.js';
import { LEASE_MARGIN_SECONDS, SCALE, pause } from '../crash/scale.js';
import { KEYS, VARIABLES, sitesFile } from '../setup/test-sites.js';

export const SUBSCRIBER_KEY = 'subscriber-key-0123456789';
export const OPERATOR_KEY = KEYS.operator;

const PROGRAMS = {
  gateway: 'dist/test/crash/processes/gateway.js',
  deployer: 'dist/test/crash/processes/deployer.js',
};
const START_MS = 120_000;

type Around = {
  databaseUrl: string;
  broker: { url: string; prefix: string };
  folder: string;
  closing: Closing;
};

/** The real gateway and deployer, with a sandbox of Omeda. */
export class Product {
  private readonly children = new Map<string, ChildProcess>();

  private constructor(
    readonly url: string,
    private readonly env: Record<string, string>,
  ) {}

  static async open({ databaseUrl, broker, folder, closing }: Around): Promise<Product> {
    const sandbox = await startSandbox();
    await closing.add(() => sandbox.close());
    const file = join(folder, 'sites.json');
    const sites = JSON.parse(sitesFile(sandbox.url)) as { operatorKeys: object[] };
    sites.operatorKeys.push({ key: { env: 'SUBSCRIBER_KEY' }, name: 'doors', role: 'subscribe' });
    await writeFile(file, JSON.stringify(sites));
    const host = '127.0.0.1';
    const port = await findPort({ port: 24_000, host, isPortNamed: false, setting: 'PORT' });
    const healthPort = await findPort({
      port: port + 1,
      host,
      isPortNamed: false,
      setting: 'PORT',
    });
    const product = new Product(`http://${host}:${port}`, {
      ...VARIABLES,
      SUBSCRIBER_KEY,
      HOST: host,
      PORT: String(port),
      HEALTH_PORT: String(healthPort),
      DATABASE_URL: databaseUrl,
      RABBITMQ_URL: broker.url,
      RABBITMQ_PREFIX: broker.prefix,
      SITES_FILE: file,
      DATA_DIR: folder,
      DELAY_FACTOR: String(SCALE),
      LEASE_MARGIN_SECONDS: String(LEASE_MARGIN_SECONDS),
      LOG_LEVEL: 'error',
      WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1',
    });
    await closing.add(() => product.close());
    // The gateway migrates the database.
    product.start('gateway');
    await product.untilReady();
    product.start('deployer');
    return product;
  }

  start(name: keyof typeof PROGRAMS): void {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [PROGRAMS[name]], {
      env: { PATH, ...this.env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.children.set(name, child);
  }

  /** Like a power cut; it is up again when this resolves. */
  async restartGateway(): Promise<void> {
    await this.end('gateway', 'SIGKILL');
    this.start('gateway');
    await this.untilReady();
  }

  private async close(): Promise<void> {
    for (const name of this.children.keys()) await this.end(name, 'SIGKILL');
  }

  private async end(name: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.children.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  private async untilReady(): Promise<void> {
    const deadline = performance.now() + START_MS;
    for (;;) {
      const ready = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (ready?.ok) return;
      const isOver = this.children.get('gateway')?.exitCode !== null;
      if (isOver || performance.now() > deadline) throw new Error('The gateway did not start.');
      await pause(100);
    }
  }
}
