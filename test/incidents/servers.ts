import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type LocalPostgres,
  startPostgres,
} from '../../apps/standalone/src/postgres/start-postgres.js';
import type { Closing } from '../crash/closing.js';
import type { Broker } from '../setup/broker/broker.js';
import { Authority } from '../setup/broker/certificates.js';
import { freePorts } from '../setup/broker/free-ports.js';
import { startBrokerWith } from '../setup/broker/start-broker-with.js';
import { serverFolder } from '../setup/server-folder.js';
import { type TcpProxy, openTcpProxy } from '../setup/tcp-proxy.js';

const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '60' };
const CERTIFICATE = 'rabbit';

/** This run's own PostgreSQL and RabbitMQ: they are stopped, starved, and robbed of rights. */
export class Servers {
  private constructor(
    private readonly postgres: { dataDir: string; server: LocalPostgres },
    /** PostgreSQL has another port after its restart: for the processes, it is the same. */
    private readonly wire: TcpProxy,
    readonly broker: Broker,
    readonly tls: { port: number; authority: Authority },
  ) {}

  static async open(closing: Closing): Promise<Servers> {
    const folder = await mkdtemp(join(tmpdir(), 'newsletter-incidents-'));
    await closing.add(() => rm(folder, { recursive: true, force: true }));
    const authority = await Authority.make(folder, 'authority');
    const { cert, key } = await authority.sign(CERTIFICATE, 30);
    const [port = 0] = await freePorts(1);
    const broker = await startBrokerWith([
      `listeners.ssl.1 = 127.0.0.1:${port}`,
      `ssl_options.cacertfile = ${authority.own.cert}`,
      `ssl_options.certfile = ${cert}`,
      `ssl_options.keyfile = ${key}`,
    ]);
    await closing.add(() => broker.close());
    const dataDir = await serverFolder('postgres');
    const server = await startPostgres({ dataDir, settings: SETTINGS });
    const wire = await openTcpProxy(server.url);
    const servers = new Servers({ dataDir, server }, wire, broker, { port, authority });
    await closing.add(() => servers.close());
    return servers;
  }

  get databaseUrl(): string {
    return this.wire.url;
  }

  async stopPostgres(): Promise<void> {
    await this.postgres.server.stop();
  }

  async startPostgres(): Promise<void> {
    const { dataDir } = this.postgres;
    this.postgres.server = await startPostgres({ dataDir, settings: SETTINGS });
    this.wire.aim(this.postgres.server.url);
  }

  /** RabbitMQ shows one that is valid for this many days from its next connection on. */
  async renewCertificate(days: number): Promise<void> {
    await this.tls.authority.sign(CERTIFICATE, days);
    await this.broker.control('eval', 'ssl:clear_pem_cache().');
  }

  private async close(): Promise<void> {
    await this.wire.close();
    await this.postgres.server.stop();
    await rm(this.postgres.dataDir, { recursive: true, force: true });
  }
}
