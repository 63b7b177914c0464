import { randomUUID } from 'node:crypto';
import { type StatusDocument, scaled } from '#deployment';
import type { BrandEvent, DeploymentEvent, Recorded } from '#events';
import { HashedKey, Secret, type Sites } from '#sites';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import { toCentralDate } from '../../apps/sandbox/src/model/central.js';
import { statusOf } from '../../apps/sandbox/src/model/deployment.js';
import type { Fault } from '../../apps/sandbox/src/model/faults.js';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import { createTestDatabase, moveClock } from '../setup/database.js';
import { type Newsroom, startNewsroom } from './newsroom.js';

const BRAND = 'DEMO';
export const SITE = 'daily';
export const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const SITE_KEY = 'site-key-of-the-daily-0001';
export const APP_ID = 'an-app-id-that-nobody-may-see';
const DEADLINE_MS = 30_000;
const LOOK_EVERY_MS = 20;

export type WorldOptions = {
  /** Multiplies the delays; 1 leaves them, and `pass` moves time. */
  factor?: number;
  /** The instant it is at the start. */
  now?: string;
  audienceLoadMs?: number;
};

/** Gateway and deployer on real PostgreSQL and HTTP, over the run's transport, and the sandbox Omeda. */
export class World {
  private offsetMs = 0;

  constructor(
    readonly database: { url: string; drop(): Promise<void> },
    readonly sandbox: Sandbox,
    readonly newsroom: Newsroom,
  ) {}

  post(id = 42): Post {
    return new Post(this, id);
  }

  /** Time passes, for the service and for Omeda. */
  async pass(ms: number): Promise<void> {
    this.offsetMs += ms;
    await moveClock(this.database.url, this.offsetMs);
    this.sandbox.world.clock.advance(ms);
  }

  /** The store's clock, in milliseconds. */
  async nowMs(): Promise<number> {
    return Date.parse(await this.newsroom.store.now());
  }

  deployments() {
    const { deployments, clock } = this.sandbox.world;
    return [...deployments.values()].map((known) => ({
      trackId: known.trackId,
      name: known.name,
      status: statusOf(known, clock.nowMs()),
      html: known.content?.html,
      subject: known.content?.subject,
      testsSent: known.tests.length,
      scheduledDate: known.scheduledMs === undefined ? undefined : toCentralDate(known.scheduledMs),
    }));
  }

  /** The calls of this name that did their work. */
  calls(name: string) {
    return this.sandbox.world.ledger.entries.filter(({ call, effect }) => call === name && effect);
  }

  revokeKey(revoked: boolean): void {
    const brand = this.sandbox.world.brands.get(BRAND);
    if (brand) brand.appIdRevoked = revoked;
  }

  fail(fault: Fault): void {
    this.sandbox.world.faults.add(fault);
  }

  heal(): void {
    this.sandbox.world.faults.clear();
  }

  central(instant: string): string {
    return toCentralDate(Date.parse(instant));
  }

  async brandEvents() {
    const { events } = await this.newsroom.store.read({ category: 'brand', id: BRAND });
    return events as unknown as (Recorded<BrandEvent> & { data: { probeAt?: string } })[];
  }

  async until(what: string, isSo: () => Promise<boolean>, deadlineMs = DEADLINE_MS) {
    const end = performance.now() + deadlineMs;
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`It never came to: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  async close(): Promise<void> {
    await this.newsroom.close();
    await this.sandbox.close();
    await this.database.drop();
  }
}

type PostChanges = { sequence?: number; date?: string };

/** One post of the site, as WordPress would tell of it. */
export class Post {
  readonly uid = randomUUID();
  private sequence = 0;
  private deploymentId = '';

  constructor(
    private readonly world: World,
    readonly id: number,
  ) {}

  saved(text: string, changes: PostChanges = {}) {
    return this.tell('post.saved', 'draft', text, changes);
  }

  updated(text: string, changes: PostChanges = {}) {
    return this.tell('post.saved', 'publish', text, changes);
  }

  published(text: string, changes: PostChanges = {}) {
    return this.tell('post.published', 'publish', text, changes);
  }

  scheduledFor(date: string, text: string) {
    return this.tell('post.scheduled', 'future', text, { date });
  }

  async tell(type: string, status: string, text: string, { sequence, date }: PostChanges) {
    this.sequence = sequence ?? this.sequence + 1;
    const body = JSON.stringify(
      postEvent({
        type,
        sequence: this.sequence,
        occurredAt: new Date().toISOString(),
        post: {
          id: this.id,
          uid: this.uid,
          status,
          html: `<p>${text}</p>`,
          date: date ?? null,
        },
        deploymentType: { omedaDeploymentTypeId: 1 },
      } as never),
    );
    const response = await fetch(`${this.world.newsroom.url}/v1/sites/${SITE}/events`, {
      method: 'POST',
      body,
      headers: signedHeaders({ secret: SIGNING_SECRET, body }),
    });
    const answer = (await response.json()) as { deploymentId?: string };
    this.deploymentId ||= answer.deploymentId ?? '';
    return { status: response.status, answer };
  }

  async status(): Promise<StatusDocument> {
    const path = `/v1/sites/${SITE}/posts/${this.id}/deployment`;
    return (await this.get(path)) as StatusDocument;
  }

  async history(): Promise<{ sentence: string; type: string }[]> {
    const answer = await this.get(`/v1/deployments/${this.deploymentId}/events`);
    return (answer as { events: { sentence: string; type: string }[] }).events;
  }

  async events(): Promise<Recorded<DeploymentEvent>[]> {
    const stream = { category: 'deployment', id: this.deploymentId } as const;
    const { events } = await this.world.newsroom.store.read(stream);
    return events as unknown as Recorded<DeploymentEvent>[];
  }

  act(action: string, body: object = {}): Promise<Response> {
    return fetch(`${this.world.newsroom.url}/v1/deployments/${this.deploymentId}/${action}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SITE_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Real delays: time passes from one due step to the next until it has this status. */
  async carriedTo(status: string): Promise<void> {
    await this.until(
      status,
      async () => true,
      async ({ due }) => {
        const waitMs = due ? Date.parse(due.at) - (await this.world.nowMs()) : 0;
        if (waitMs > 0) await this.world.pass(waitMs);
      },
    );
  }

  async until(
    status: string,
    isSo: () => Promise<boolean> = () => Promise.resolve(true),
    meanwhile?: (status: StatusDocument) => Promise<void>,
  ) {
    let last = '';
    await this.world
      .until(status, async () => {
        const document = await this.status();
        last = document.status;
        if (last === status && (await isSo())) return true;
        await meanwhile?.(document);
        return false;
      })
      .catch(async (error: Error) => {
        const told = (await this.history()).map(({ sentence }) => sentence).slice(-8);
        throw new Error(`${error.message}; it is '${last}':\n${told.join('\n')}`);
      });
  }

  private async get(path: string): Promise<unknown> {
    const response = await fetch(`${this.world.newsroom.url}${path}`, {
      headers: { authorization: `Bearer ${SITE_KEY}` },
    });
    return response.json();
  }
}

export function testSites(baseUrl: string): Sites {
  return {
    brands: new Map([
      [
        BRAND,
        {
          abbreviation: BRAND,
          environment: 'sandbox',
          baseUrl,
          appId: new Secret(APP_ID, 'the test'),
          ownerUserId: 'owner',
          mailbox: 'news',
          maxConcurrentCalls: 4,
          callTimeoutMs: 5_000,
        },
      ],
    ]),
    sites: new Map([
      [
        SITE,
        {
          id: SITE,
          brand: BRAND,
          signingSecrets: [new Secret(SIGNING_SECRET, 'the test')],
          siteKeys: [HashedKey.of(SITE_KEY, 'the test')],
          publishDelayMs: 30 * 60_000,
        },
      ],
    ]),
    operatorKeys: [],
  };
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { factor = 1, now, audienceLoadMs = 50 } = options;
  const database = await createTestDatabase();
  const sandbox = await startSandbox({
    audienceLoadMs,
    brands: [{ abbreviation: BRAND, appIds: [APP_ID], users: ['owner'] }],
  });
  const parts = {
    databaseUrl: database.url,
    sites: testSites(sandbox.url),
    timing: scaled(factor),
    contentLimitBytes: 2_000_000,
    logLevel: 'error',
  };
  const world = new World(database, sandbox, await startNewsroom(parts));
  if (now) await world.pass(Date.parse(now) - Date.now());
  return world;
}
