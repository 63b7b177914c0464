import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import { Closing } from '../crash/closing.js';
import { type AppName, type AppProcess, startApp } from '../setup/app-process.js';
import { clockMoved } from '../setup/clock-moved.js';
import { Management } from '../setup/management.js';
import { execute } from '../setup/postgres-server.js';
import type { Servers } from './servers.js';
import { Site, sitesFile } from './site.js';
import { mustBe } from './until.js';

export type StageOptions = {
  /** Further variables of gateway and deployer. */
  env?: Record<string, string>;
  /** RabbitMQ is used over TLS. */
  tls?: boolean;
};

export type Mark = ReadonlyMap<AppProcess, number>;

const USER = 'newsletter';

/** A gateway and a deployer with their own database and virtual host, and the sandbox Omeda. */
export class Stage {
  readonly processes = new Map<AppName, AppProcess>();
  readonly site: Site;
  /** Including those that have ended. */
  private readonly started: AppProcess[] = [];
  private offsetMs = 0;

  private constructor(
    readonly servers: Servers,
    readonly sandbox: Sandbox,
    /** Name of database and virtual host. */
    readonly name: string,
    private readonly env: Record<string, string>,
  ) {
    this.site = new Site(this);
  }

  static async open(servers: Servers, options: StageOptions, closing: Closing): Promise<Stage> {
    const name = `incident_${randomBytes(4).toString('hex')}`;
    const sandbox = await startSandbox({ audienceLoadMs: 50 });
    await closing.add(() => sandbox.close());
    const folder = await mkdtemp(join(tmpdir(), 'newsletter-incident-'));
    await closing.add(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'sites.json');
    await writeFile(file, JSON.stringify(sitesFile(sandbox.url)));
    const stage = new Stage(servers, sandbox, name, {
      ...Site.env,
      ...brokerOf(servers, name, options.tls === true),
      DATABASE_URL: databaseOf(servers, name),
      SITES_FILE: file,
      ...options.env,
    });
    await execute(servers.databaseUrl, `CREATE DATABASE ${name}`);
    const drop = `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`;
    await closing.add(() => execute(servers.databaseUrl, drop));
    await stage.openVhost();
    await closing.add(() => stage.management().delete(`/api/vhosts/${name}`));
    await closing.add(() => stage.killAll());
    await stage.start('gateway');
    await stage.start('deployer');
    await mustBe('the deployer takes wake-ups', async () => {
      return (await fetch(`${stage.url('deployer')}/health/ready`)).ok;
    });
    await mustBe('the log has nothing left to tell', async () => stage.isCalm());
    return stage;
  }

  /** The gateway was there first, and may have reported that no deployer takes wake-ups. */
  private isCalm(): boolean {
    const logged = this.printed()
      .split('\n')
      .filter((line) => line.includes('"Alerts"'));
    return logged.at(-1)?.includes('Over: ') ?? true;
  }

  url(name: AppName): string {
    return this.processes.get(name)?.url ?? 'http://127.0.0.1:1';
  }

  /** Without TLS. */
  get brokerUrl(): string {
    return brokerOf(this.servers, this.name, false).RABBITMQ_URL;
  }

  /** The length of each process's log so far. */
  mark(): Mark {
    return new Map(this.started.map((process) => [process, process.printed().length]));
  }

  /** The processes' log since then. */
  printed(since: Mark = new Map()): string {
    return this.started.map((one) => one.printed().slice(since.get(one) ?? 0)).join('');
  }

  async start(name: AppName): Promise<void> {
    const process = await startApp(name, this.env);
    this.started.push(process);
    this.processes.set(name, process);
  }

  async stop(name: AppName): Promise<void> {
    await this.processes.get(name)?.stop();
    this.processes.delete(name);
  }

  /** Time passes, for the store and for Omeda. */
  async pass(ms: number): Promise<void> {
    this.offsetMs += ms;
    await this.query(clockMoved(this.offsetMs));
    this.sandbox.world.clock.advance(ms);
  }

  now(): number {
    return Date.now() + this.offsetMs;
  }

  async query(sql: string): Promise<void> {
    await execute(databaseOf(this.servers, this.name), sql);
  }

  /** `rabbitmqctl` for this stage's user on its virtual host. */
  async allow(configure: string, write: string, read: string): Promise<void> {
    const where = ['-p', this.name, USER];
    await this.servers.broker.control('set_permissions', ...where, configure, write, read);
  }

  /** At once: an open channel caches what it has checked. */
  async endConnections(): Promise<void> {
    const reason = 'an operator ended it';
    await this.servers.broker.control('close_all_connections', '--vhost', this.name, reason);
  }

  private management(): Management {
    return new Management(this.servers.broker.managementUrl);
  }

  private async openVhost(): Promise<void> {
    const management = this.management();
    await management.put(`/api/vhosts/${this.name}`);
    await management.put(`/api/users/${USER}`, { password: USER, tags: '' });
    const all = { configure: '.*', write: '.*', read: '.*' };
    await management.put(`/api/permissions/${this.name}/${USER}`, all);
  }

  private async killAll(): Promise<void> {
    await Promise.all([...this.processes.values()].map((process) => process.kill()));
  }
}

function databaseOf({ databaseUrl }: Servers, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function brokerOf({ broker, tls }: Servers, vhost: string, isTls: boolean) {
  const { port } = new URL(broker.url);
  const user = `${USER}:${USER}`;
  if (!isTls) return { RABBITMQ_URL: `amqp://${user}@127.0.0.1:${port}/${vhost}` };
  return {
    RABBITMQ_URL: `amqps://${user}@127.0.0.1:${tls.port}/${vhost}`,
    RABBITMQ_CA_FILE: tls.authority.own.cert,
  };
}
