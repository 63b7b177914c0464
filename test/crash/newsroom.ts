import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPort } from '#process';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import { openBroker } from './broker.js';
import type { Closing } from './closing.js';
import type { Keys } from './office.js';
import { Member } from './member.js';
import { type Judge, type Point, watchOmeda, watchPostgres, watchRabbit } from './points.js';
import type { Progress } from './progress.js';
import { AUDIENCE_LOAD_MS, CALL_TIMEOUT_SECONDS, LEASE_MARGIN_SECONDS, SCALE } from './scale.js';
import { type Opening, type Services, openServices } from './services.js';
import { Tap, type Verdict, type Watch } from './tap.js';

export const SITES: readonly string[] = ['north', 'south', 'west'];
export const PUBLISH_DELAY_MINUTES = 30;
const APP_ID = 'app-id-of-the-crash-proof';
export const KEYS: Keys = {
  signingSecret: `whsec_${Buffer.alloc(32, 5).toString('base64')}`,
  operatorKey: 'operator-key-of-the-crash-proof',
};

type Kind = { name: string; program: string; isGateway: boolean };
type Around = {
  closing: Closing;
  progress: Progress;
  /** Instead of the usual ones: several servers, which no tap can follow. */
  services: Opening;
  sites: readonly string[];
};
type Strike = (member: Member, point: Point) => Verdict;

const WHOLE: Kind = { name: 'whole', program: 'apps/standalone/src/main.js', isGateway: true };
const GATEWAY: Kind = {
  name: 'gateway',
  program: 'test/crash/processes/gateway.js',
  isGateway: true,
};
const DEPLOYER: Kind = {
  name: 'deployer',
  program: 'test/crash/processes/deployer.js',
  isGateway: false,
};
export const EMBEDDED: readonly Kind[] = [WHOLE, WHOLE, WHOLE];
export const ON_RABBIT: readonly Kind[] = [GATEWAY, GATEWAY, DEPLOYER, DEPLOYER, DEPLOYER];

/** All processes, each behind its own taps, on one database, one broker, and one Omeda. */
export class Newsroom {
  readonly members: Member[] = [];
  readonly gateways: string[] = [];
  /** Decides the fate of a member that passes a point; set before the first one starts. */
  strike: Strike = () => 'on';

  private constructor(
    private readonly services: Services,
    readonly sandbox: Sandbox,
    private readonly folder: string,
    private readonly around: Around,
  ) {}

  static async open(kinds: readonly Kind[], around: Around): Promise<Newsroom> {
    const { closing } = around;
    const opening = { openBroker, ...around.services };
    const { openBroker: _broker, ...embedded } = opening;
    const services = await openServices(kinds.includes(DEPLOYER) ? opening : embedded, closing);
    const folder = await mkdtemp(join(tmpdir(), 'newsletter-crash-'));
    await closing.add(() => rm(folder, { recursive: true, force: true }));
    const brands = around.sites.map((site) => ({
      abbreviation: brandOf(site),
      appIds: [APP_ID],
      users: ['owner'],
    }));
    const sandbox = await startSandbox({ brands, audienceLoadMs: AUDIENCE_LOAD_MS });
    await closing.add(() => sandbox.close());
    const room = new Newsroom(services, sandbox, folder, around);
    await closing.add(() => Promise.all(room.members.map((member) => member.end())));
    for (const [index, kind] of kinds.entries()) await room.add(kind, index + 1);
    process.once('exit', () => room.members.forEach((member) => member.endNow()));
    return room;
  }

  async start(): Promise<void> {
    // The first one migrates the database.
    for (const member of this.members) await member.start();
  }

  private async add({ name, program, isGateway }: Kind, number: number): Promise<void> {
    const host = '127.0.0.1';
    // Below the system's ephemeral ports, so that it is free again after a kill.
    const first = 20_000 + (process.pid % 400) * 30 + number * 5;
    const wanted = { port: first, host, isPortNamed: false, setting: 'PORT' };
    const port = await findPort(wanted);
    const url = `http://${host}:${port}`;
    const judge: Judge = (point) => this.strike(member, point);
    const env = await this.envOf(judge, number);
    const member: Member = new Member({
      name: `${name}-${number}`,
      program,
      url,
      progress: this.around.progress,
      env: { ...env, [isGateway ? 'PORT' : 'HEALTH_PORT']: String(port) },
    });
    this.members.push(member);
    if (isGateway) this.gateways.push(url);
  }

  private async envOf(judge: Judge, number: number): Promise<Record<string, string>> {
    const { databaseUrl, broker } = this.services;
    const omeda = await this.tapped(this.sandbox.url, () => watchOmeda(judge));
    const sitesFile = join(this.folder, `sites-${number}.json`);
    await writeFile(sitesFile, JSON.stringify(sitesOf(this.around.sites, omeda)));
    return {
      HOST: '127.0.0.1',
      DATABASE_URL: await this.tapped(databaseUrl, () => watchPostgres(judge)),
      RABBITMQ_URL: await this.brokerUrl(judge),
      RABBITMQ_PREFIX: broker?.prefix ?? '',
      SITES_FILE: sitesFile,
      DATA_DIR: this.folder,
      APP_ID,
      SIGNING_SECRET: KEYS.signingSecret,
      OPERATOR_KEY: KEYS.operatorKey,
      DELAY_FACTOR: String(SCALE),
      LEASE_MARGIN_SECONDS: String(LEASE_MARGIN_SECONDS),
      LOG_LEVEL: 'error',
    };
  }

  private async brokerUrl(judge: Judge): Promise<string> {
    const { url = '' } = this.services.broker ?? {};
    return url === '' ? '' : this.tapped(url, () => watchRabbit(judge));
  }

  private async tapped(url: string, watch: () => Watch): Promise<string> {
    if (url.includes(',')) return url;
    const through = new URL(url);
    const tap = await Tap.open(through.hostname, Number(through.port), watch);
    await this.around.closing.add(() => tap.close());
    through.hostname = '127.0.0.1';
    through.port = String(tap.port);
    return through.href;
  }
}

function brandOf(site: string): string {
  return site.toUpperCase();
}

function sitesOf(names: readonly string[], baseUrl: string) {
  const brand = {
    environment: 'sandbox',
    baseUrl,
    appId: { env: 'APP_ID' },
    ownerUserId: 'owner',
    mailbox: 'news',
    maxConcurrentCalls: 8,
    callTimeoutSeconds: CALL_TIMEOUT_SECONDS,
  };
  const site = {
    signingSecrets: [{ env: 'SIGNING_SECRET' }],
    publishDelayMinutes: PUBLISH_DELAY_MINUTES,
  };
  return {
    brands: Object.fromEntries(names.map((name) => [brandOf(name), brand])),
    sites: Object.fromEntries(names.map((name) => [name, { ...site, brand: brandOf(name) }])),
    operatorKeys: [{ env: 'OPERATOR_KEY' }],
  };
}
