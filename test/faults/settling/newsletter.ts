import { randomUUID } from 'node:crypto';
import { TIMING, type Deployment as Known, deploymentProjection, msBetween } from '#deployment';
import type { DeploymentEvent, Recorded, Step } from '#events';
import type { EventStore } from '#event-store';
import { type WakeUp, type WakeUpOutcome, later } from '#messaging';
import { statusOf } from '../../../apps/sandbox/src/model/deployment.js';
import type { Sandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { type Gateway, type Overrides, postEvent, sendEvent } from '../../e2e/gateway/fixtures.js';
import type { Deployer } from './deployer.js';

const WEEKS_AHEAD_MS = 21 * 24 * 60 * 60_000;
/** November's repeated hour, which is ambiguous in Central time, is another case. */
const NOON = '12:00:00Z';
const MOST_WAKE_UPS = 80;
const MOST_TRIES = 5;
/** How long a wake-up waits after its handler threw, as in both transports. */
const REDELIVERY_MS = 5_000;

/** What a newsletter needs from its newsroom. */
type Room = {
  gateway: Gateway;
  sandbox: Sandbox;
  store: EventStore;
  pass(ms: number): Promise<void>;
};

/** One newsletter, advanced wake-up by wake-up. */
export class Newsletter {
  private readonly uid = randomUUID();
  private sequence = 0;
  private wakeUps = 0;
  private sendAt = '';
  id = '';

  constructor(
    private readonly room: Room,
    private readonly post: number,
  ) {}

  async send(type: string, status: string, changes: Overrides = {}): Promise<void> {
    this.sequence += 1;
    const { post = {}, ...rest } = changes as { post?: object };
    const event = postEvent({
      type,
      sequence: this.sequence,
      post: { id: this.post, uid: this.uid, status, title: `News ${this.post}`, ...post },
      ...rest,
    });
    const sending = { webhookId: randomUUID() };
    for (let tries = 1; ; tries += 1) {
      const {
        status: answered,
        body,
        text,
      } = await sendEvent(this.room.gateway.url, event, sending);
      this.id = String(body['deploymentId']);
      if (answered === 202) return;
      // WordPress sends it again, under the same id.
      if (answered !== 503 || tries >= MOST_TRIES) {
        throw new Error(`The gateway responded with ${answered}: ${text}`);
      }
    }
  }

  saved(text: string): Promise<void> {
    return this.send('post.saved', 'draft', { post: { html: `<p>${text}</p>` } });
  }

  /** Its send time: three weeks ahead. */
  async plan(): Promise<void> {
    const { now } = await this.read();
    this.sendAt ||= new Date(Date.parse(now) + WEEKS_AHEAD_MS).toISOString().slice(0, 11) + NOON;
  }

  /** Scheduled in WordPress for three weeks ahead. */
  async scheduled(text: string, deploymentType: object = {}): Promise<void> {
    if (this.sendAt === '') await this.plan();
    const post = { html: `<p>${text}</p>`, date: this.sendAt };
    await this.send('post.scheduled', 'future', { post, deploymentType });
  }

  async read(): Promise<{ state: Known | undefined; now: string }> {
    return this.room.store.load(deploymentProjection(TIMING), this.id);
  }

  async state(): Promise<Known> {
    const { state } = await this.read();
    if (!state) throw new Error('There is no such newsletter yet.');
    return state;
  }

  async events(): Promise<Recorded<DeploymentEvent>[]> {
    const { events } = await this.room.store.read({ category: 'deployment', id: this.id });
    return events;
  }

  /** Time passes until its due step is due or its lease is over; the wake-up for that. */
  async takeDue(): Promise<WakeUp | undefined> {
    const { state, now } = await this.read();
    const at = state?.running?.leaseUntil ?? state?.due?.dueAt;
    if (!at) return undefined;
    const leftMs = msBetween(now, at);
    if (leftMs > 0) await this.room.pass(leftMs);
    return this.wakeUp();
  }

  /** The wake-up of what is due or running now. */
  async wakeUp(): Promise<WakeUp> {
    const { running, due } = await this.state();
    const step = running?.due ?? due;
    this.wakeUps += 1;
    return {
      deploymentId: this.id,
      key: `due:${step?.dueId}`,
      dueId: step?.dueId ?? 0,
      n: this.wakeUps,
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

  /** Runs until this step is due, and none is running. */
  async until(deployer: Deployer, step: Step): Promise<void> {
    await this.carry(deployer, ({ due }) => due?.step === step);
  }

  /** Runs until only monitoring is left, and no call can arrive late any more. */
  async toTheEnd(deployer: Deployer): Promise<void> {
    await this.carry(deployer, ({ due, running, inDoubt }) => {
      return !running && !inDoubt && (!due || due.step === 'watch');
    });
  }

  /** Until Omeda has sent it, and that is known. */
  async untilSent(deployer: Deployer): Promise<void> {
    await this.carry(deployer, ({ omeda }) => omeda?.sent !== undefined);
  }

  /** Omeda's state of it, as the sandbox knows it without our calls. */
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

  /** The effects of calls on its deployments, in order. */
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

  /** If a spec breaks the store, a handler's error brings its wake-up again. */
  isStoreBroken = false;

  private readonly redelivered = (error: unknown): WakeUpOutcome => {
    if (!this.isStoreBroken) throw error;
    return later(REDELIVERY_MS);
  };

  private async carry(deployer: Deployer, isThere: (state: Known) => boolean): Promise<void> {
    for (let n = 0; n < MOST_WAKE_UPS; n += 1) {
      if (isThere(await this.state())) return;
      const wakeUp = await this.takeDue();
      if (!wakeUp) return;
      const outcome = await deployer.handle(wakeUp).catch(this.redelivered);
      if (outcome.kind === 'later') await this.room.pass(outcome.delayMs);
    }
    const last = (await this.events()).slice(-12).map(({ type }) => type);
    throw new Error(`It never came to an end: ${last.join(', ')}`);
  }
}
