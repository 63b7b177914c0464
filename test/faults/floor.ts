import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StatusDocument } from '#deployment';
import { topologyOf } from '#messaging';
import { eventUrl, signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import { type AppName, type AppProcess, startApp } from '../setup/app-process.js';
import { dropTopology } from '../setup/broker/drop-topology.js';
import type { Post } from './post.js';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const KEY = 'site-key-of-the-fault-specs';
export const OPERATOR_KEY = 'operator-key-of-the-fault-specs';
const SITE = 'daily';
/** Longer than the takeover of a killed process's work takes, under load. */
const DEADLINE_MS = 240_000;
const POLL_INTERVAL_MS = 100;

/** The longest round trip to the sandbox; a lease is this and LEASE_MARGIN_SECONDS. */
const CALL_TIMEOUT_S = 5;
/** A process that has just started looks up every deployment of a name before it creates another. */
const LEASE_MARGIN_S = 5;

type Page = { events: { subject: string; type: string }[]; next: string };

export type FloorOptions = { databaseUrl: string; brokerUrl: string; delayFactor?: number };

/** Gateways and deployers as processes, on the given store and broker, and the sandbox Omeda. */
export class Floor {
  readonly prefix = `faults-${randomBytes(6).toString('hex')}`;
  private readonly processes: AppProcess[] = [];
  private readonly env: NodeJS.ProcessEnv;

  private constructor(
    private readonly options: FloorOptions,
    readonly sandbox: Sandbox,
    private readonly folder: string,
  ) {
    this.env = {
      DATABASE_URL: options.databaseUrl,
      RABBITMQ_URL: options.brokerUrl,
      RABBITMQ_PREFIX: this.prefix,
      SITES_FILE: join(folder, 'sites.json'),
      SECRET,
      KEY,
      OPERATOR_KEY,
      APP_ID: 'demo-app-id',
      HOST: '127.0.0.1',
      PORT: '0',
      HEALTH_PORT: '0',
      DELAY_FACTOR: String(options.delayFactor ?? 0.01),
      LEASE_MARGIN_SECONDS: String(LEASE_MARGIN_S),
      LOG_LEVEL: 'fatal',
    };
  }

  static async open(options: FloorOptions): Promise<Floor> {
    const sandbox = await startSandbox({ audienceLoadMs: 50 });
    const folder = await mkdtemp(join(tmpdir(), 'newsletter-faults-'));
    await writeFile(join(folder, 'sites.json'), JSON.stringify(sitesFile(sandbox.url)));
    return new Floor(options, sandbox, folder);
  }

  async start(name: AppName): Promise<AppProcess> {
    const process = await startApp(name, this.env);
    this.processes.push(process);
    return process;
  }

  /** SIGKILL, and a replacement. */
  async replace(process: AppProcess): Promise<void> {
    this.processes.splice(this.processes.indexOf(process), 1);
    await process.kill();
    await this.start(process.name);
  }

  running(name: AppName): AppProcess[] {
    return this.processes.filter((process) => process.name === name && process.isRunning());
  }

  /** One attempt; rejects if there is no response. */
  async send(post: Post, type: string, text: string, gateway = this.gateway()): Promise<Response> {
    const body = JSON.stringify(post.event(type, text));
    const headers = signedHeaders({ secret: SECRET, body, webhookId: post.webhookId });
    return fetch(eventUrl(gateway.url, SITE), { method: 'POST', body, headers });
  }

  /** Retries until it is accepted, as WordPress does. */
  async deliver(post: Post, type: string, text: string): Promise<void> {
    await this.until(`post ${post.id} taken`, async () => {
      return (await this.send(post, type, text)).status === 202;
    });
    post.taken();
  }

  async status({ id }: Post): Promise<StatusDocument> {
    const url = `${this.gateway().url}/v1/sites/${SITE}/posts/${id}/deployment`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${KEY}` } });
    return (await answer.json()) as StatusDocument;
  }

  /** An operator's request. */
  ask(path: string, method = 'GET'): Promise<Response> {
    const headers = { authorization: `Bearer ${OPERATOR_KEY}` };
    return fetch(`${this.gateway().url}${path}`, { method, headers });
  }

  async untilAll(posts: Post[], status: string): Promise<void> {
    const left = new Map(posts.map((post): [Post, unknown] => [post, undefined]));
    const all = async () => {
      for (const post of left.keys()) {
        const { status: is, due, running, held, failed } = await this.status(post);
        if (is === status) left.delete(post);
        else left.set(post, { post: post.id, is, due, running, held, failed });
      }
      return left.size === 0;
    };
    await this.until(`all ${status}`, all).catch((error: Error) => {
      throw new Error(`${error.message}; left: ${JSON.stringify([...left.values()])}`);
    });
  }

  /** All public events of each deployment, in the order of the store. */
  async announced(): Promise<Map<string, string[]>> {
    const all = new Map<string, string[]>();
    for (let after = '0'; ;) {
      const page = (await (await this.ask(`/v1/events?after=${after}&limit=500`)).json()) as Page;
      for (const { subject, type } of page.events) {
        all.set(subject, [...(all.get(subject) ?? []), type]);
      }
      if (page.events.length === 0) return all;
      after = page.next;
    }
  }

  /** Errors in the meantime count as not yet. */
  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + DEADLINE_MS;
    while (!(await isSo().catch(() => false))) {
      if (performance.now() > end) throw new Error(`It never came to: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }

  /** How often calls of this name had an effect at Omeda, by deployment. */
  effects(call: string): number[] {
    const counts = new Map<string, number>();
    for (const entry of this.sandbox.world.ledger.entries) {
      if (entry.call !== call || !entry.effect) continue;
      counts.set(entry.trackId ?? '', (counts.get(entry.trackId ?? '') ?? 0) + 1);
    }
    return [...counts.values()];
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.kill()));
    const topology = topologyOf({ prefix: this.prefix });
    await dropTopology(this.options.brokerUrl, topology).catch(() => undefined);
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  gateway(): AppProcess {
    const running = this.running('gateway');
    const one = running[Math.floor(Math.random() * running.length)];
    if (!one) throw new Error('No gateway is running.');
    return one;
  }
}

function sitesFile(baseUrl: string) {
  return {
    brands: {
      DEMO: {
        environment: 'sandbox',
        baseUrl,
        appId: { env: 'APP_ID' },
        ownerUserId: 'owner',
        mailbox: 'news',
        callTimeoutSeconds: CALL_TIMEOUT_S,
        maxConcurrentCalls: 10,
      },
    },
    sites: {
      [SITE]: { brand: 'DEMO', signingSecrets: [{ env: 'SECRET' }], siteKeys: [{ env: 'KEY' }] },
    },
    operatorKeys: [{ env: 'OPERATOR_KEY' }],
  };
}
