import { randomUUID } from 'node:crypto';
import { TIMING, type Deployment as Known, deploymentProjection, msBetween } from '#deployment';
import type { Codec, DeploymentEvent, Recorded, Step } from '#events';
import { EventStore } from '#event-store';
import type { Tick } from '#messaging';
import { statusOf } from '../../../apps/sandbox/src/model/deployment.js';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import {
  type Gateway,
  type Overrides,
  postEvent,
  sendEvent,
  startTestGateway,
  testSites,
} from '../../e2e/gateway/fixtures.js';
import { type TestDatabase, clockMoved, createTestDatabase } from '../../setup/database.js';
import { Deployer, type LeaseOptions } from './deployer.js';

const WEEKS_AHEAD_MS = 21 * 24 * 60 * 60_000;
const MOST_TICKS = 80;

/** A gateway, a store, the sandbox Omeda, and deployers that a spec steps by hand. */
export class Newsroom {
  private offsetMs = 0;
  private posts = 0;
  private readonly deployers: Deployer[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly sandbox: Sandbox,
    readonly gateway: Gateway,
  ) {}

  static async open(): Promise<Newsroom> {
    const database = await createTestDatabase();
    const sandbox = await startSandbox({ audienceLoadMs: 8_000 });
    const gateway = await startTestGateway({ databaseUrl: database.url, omedaUrl: sandbox.url });
    return new Newsroom(database, sandbox, gateway);
  }

  get store(): EventStore {
    return this.gateway.app.get(EventStore);
  }

  async deployer(worker: string, lease?: LeaseOptions, codec?: Codec): Promise<Deployer> {
    const { database, sandbox } = this;
    const deployer = await Deployer.start(worker, {
      databaseUrl: database.url,
      omedaUrl: sandbox.url,
      sites: testSites(sandbox.url),
      ...(lease ? { lease } : {}),
      ...(codec ? { codec } : {}),
    });
    this.deployers.push(deployer);
    return deployer;
  }

  newsletter(): Newsletter {
    this.posts += 1;
    return new Newsletter(this, this.posts);
  }

  /** Time passes, for the store and for Omeda. */
  async pass(ms: number): Promise<void> {
    this.offsetMs += ms;
    await this.store.dataSource.query(clockMoved(this.offsetMs));
    this.sandbox.world.clock.advance(ms);
  }

  async close(): Promise<void> {
    await Promise.all(this.deployers.map((deployer) => deployer.close()));
    await this.gateway.close();
    await this.sandbox.close();
    await this.database.drop();
  }
}

/** One newsletter, moved on tick by tick. */
export class Newsletter {
  private readonly uid = randomUUID();
  private sequence = 0;
  private ticks = 0;
  private sendAt = '';
  id = '';

  constructor(
    private readonly room: Newsroom,
    private readonly post: number,
  ) {}

  async tell(type: string, status: string, changes: Overrides = {}): Promise<void> {
    this.sequence += 1;
    const { post = {}, ...rest } = changes as { post?: object };
    const event = postEvent({
      type,
      sequence: this.sequence,
      post: { id: this.post, uid: this.uid, status, title: `News ${this.post}`, ...post },
      ...rest,
    });
    const { status: answered, body, text } = await sendEvent(this.room.gateway.url, event);
    if (answered !== 202) throw new Error(`The gateway answered ${answered}: ${text}`);
    this.id = String(body['deploymentId']);
  }

  saved(text: string): Promise<void> {
    return this.tell('post.saved', 'draft', { post: { html: `<p>${text}</p>` } });
  }

  /** Set in WordPress for three weeks ahead. */
  async scheduled(text: string, deploymentType: object = {}): Promise<void> {
    const { now } = await this.read();
    this.sendAt ||= new Date(Date.parse(now) + WEEKS_AHEAD_MS).toISOString().slice(0, 17) + '00Z';
    const post = { html: `<p>${text}</p>`, date: this.sendAt };
    await this.tell('post.scheduled', 'future', { post, deploymentType });
  }

  async read(): Promise<{ state: Known | undefined; now: string }> {
    return this.room.store.state(deploymentProjection(TIMING), this.id);
  }

  async state(): Promise<Known> {
    const { state } = await this.read();
    if (!state) throw new Error('There is no such newsletter yet.');
    return state;
  }

  async events(): Promise<Recorded<DeploymentEvent>[]> {
    const { events } = await this.room.store.read({ category: 'deployment', id: this.id });
    return events as unknown as Recorded<DeploymentEvent>[];
  }

  /** Time passes until its due step is due or its lease is over; the tick for that. */
  async ring(): Promise<Tick | undefined> {
    const { state, now } = await this.read();
    const at = state?.running?.leaseUntil ?? state?.due?.dueAt;
    if (!at) return undefined;
    const leftMs = msBetween(now, at);
    if (leftMs > 0) await this.room.pass(leftMs);
    return this.tick();
  }

  /** The tick of what is due or running now. */
  async tick(): Promise<Tick> {
    const { running, due } = await this.state();
    const step = running?.due ?? due;
    this.ticks += 1;
    return {
      deploymentId: this.id,
      key: `due:${step?.dueId}`,
      dueId: step?.dueId ?? 0,
      n: this.ticks,
      sentAt: new Date().toISOString(),
      dueAt: step?.dueAt ?? '',
      site: 'daily',
      postId: this.post,
      brand: 'DEMO',
      step: step?.step ?? null,
      attempt: step?.attempt ?? null,
      probe: false,
    };
  }

  /** Carried on until this step is due, and none runs. */
  async until(deployer: Deployer, step: Step): Promise<void> {
    await this.carry(deployer, ({ due }) => due?.step === step);
  }

  /** Carried on until nothing is left but to watch, and no call can come in late any more. */
  async toTheEnd(deployer: Deployer): Promise<void> {
    await this.carry(deployer, ({ due, running, doubt }) => {
      return !running && !doubt && (!due || due.step === 'watch');
    });
  }

  /** What Omeda has of it, as the sandbox knows without asking us. */
  atOmeda() {
    const { deployments, clock } = this.room.sandbox.world;
    const ours = [...deployments.values()].filter(({ notes }) => notes.includes(this.id));
    return ours.map((known) => ({
      trackId: known.trackId,
      status: statusOf(known, clock.nowMs()),
      tests: known.tests.length,
      isTested: known.testedVersion === known.contentVersion,
      query: known.list?.queryName,
      html: known.content?.html,
      scheduledAt:
        known.scheduledMs === undefined ? undefined : new Date(known.scheduledMs).toISOString(),
    }));
  }

  /** The effects of calls on its deployments, in the order in which they came to be. */
  effects(...calls: string[]): string[] {
    const trackIds = this.atOmeda().map(({ trackId }) => trackId);
    return this.room.sandbox.world.ledger.entries
      .filter(({ effect, trackId }) => effect && trackId && trackIds.includes(trackId))
      .filter(({ call }) => calls.includes(call))
      .toSorted((one, other) => (one.effectNo ?? 0) - (other.effectNo ?? 0))
      .map(({ call }) => call);
  }

  get wantedSendAt(): string {
    return new Date(this.sendAt).toISOString();
  }

  private async carry(deployer: Deployer, isThere: (state: Known) => boolean): Promise<void> {
    for (let n = 0; n < MOST_TICKS; n += 1) {
      if (isThere(await this.state())) return;
      const tick = await this.ring();
      if (!tick) return;
      const outcome = await deployer.handle(tick);
      if (outcome.kind === 'later') await this.room.pass(outcome.delayMs);
    }
    const last = (await this.events()).slice(-12).map(({ type }) => type);
    throw new Error(`It never came to an end: ${last.join(', ')}`);
  }
}
