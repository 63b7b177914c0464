import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { storedTypesOf } from '#events';
import type {
  Deliverable,
  Deliverables,
  DeliveryLog,
  FeedEnd,
  PendingPage,
  SubscriberFeed,
  Subscriptions,
} from '#event-store';
import { PollingLoop } from '#relay';
import { backOffMs } from '../delivery/back-off.js';
import type { WebhookSettings } from '../settings.js';
import type { EventDelivery, EventOutcome } from './event-delivery.js';
import { GroupRunner } from './group-runner.js';
import { leastTriedFirst, groupsOf } from './message-groups.js';

export type WorkerDependencies = {
  subscriptions: Subscriptions;
  deliverables: Deliverables;
  feed: SubscriberFeed;
  log: DeliveryLog;
  delivery: EventDelivery;
  settings: WebhookSettings;
  /** False once another process may deliver. */
  mayWork: () => boolean;
  onOutcome: (outcome: EventOutcome) => void;
};

const PAGE = 200;
const REDELIVERED_AT_ONCE = 20;
/** If nothing wakes it. */
const IDLE_MS = 5_000;
/** What arrives in this time is batched. */
const PAUSE_MS = 20;
/** How far it may read past what is not wanted before it records that. */
const UNRECORDED = 1_000n;

/** Delivers to one subscriber; a slow one does not affect others. */
export class SubscriptionWorker {
  private readonly logger = new Logger('Webhooks');
  private readonly loop: PollingLoop;
  /** Up to there nothing is left, whatever is recorded. */
  private readTo = '0';
  /** Where the feed ended then. */
  private feedEnd: FeedEnd | undefined;
  private restsUntilMs = 0;
  private isStopped = false;
  /** What is in progress was read before a person changed something, such as its secret. */
  private isStale = false;

  constructor(
    private readonly id: string,
    private readonly dependencies: WorkerDependencies,
    public changes: number,
  ) {
    this.loop = new PollingLoop(`delivery to subscription ${id}`, () => this.round());
    this.loop.start();
  }

  /** Something was appended. A subscriber that accepts nothing is not tried more often for that. */
  wake(): void {
    if (performance.now() >= this.restsUntilMs) this.loop.notify();
  }

  /** A person changed something. */
  changed(changes: number): void {
    this.changes = changes;
    this.isStale = true;
    this.restsUntilMs = 0;
    this.loop.notify();
  }

  /** After what is in progress. */
  stop(): Promise<void> {
    this.isStopped = true;
    return this.loop.stop();
  }

  private mayWork(): boolean {
    return !this.isStopped && !this.isStale && this.dependencies.mayWork();
  }

  private async round(): Promise<number> {
    const { deliverables, feed, settings } = this.dependencies;
    this.isStale = false;
    if (!this.mayWork()) return settings.pollMs;
    // Before the stored position: what is lost from now on is noticed.
    const seen = (this.feedEnd ??= await feed.end());
    const to = await deliverables.read(this.id);
    if (!to) return settings.pollMs;
    if (to.hasRedeliveries) await this.redeliver(to);
    const waitMs = to.restMs > 0 ? to.restMs : await this.goOn(to, seen);
    if (waitMs > 0) await delay(PAUSE_MS);
    return Math.min(waitMs, IDLE_MS);
  }

  /** What a person wants redelivered, whatever the state of the rest. */
  private async redeliver(to: Deliverable): Promise<void> {
    const { log, feed, delivery, onOutcome } = this.dependencies;
    for (const position of await log.wantedAgain(to.id, REDELIVERED_AT_ONCE)) {
      const entry = this.mayWork() ? await feed.at(position) : undefined;
      if (entry) onOutcome(await delivery.deliver(to, entry));
    }
  }

  private async goOn(to: Deliverable, seen: FeedEnd): Promise<number> {
    const { feed, delivery, settings, onOutcome } = this.dependencies;
    const mayWork = () => this.mayWork();
    const after = BigInt(this.readTo) > BigInt(to.position) ? this.readTo : to.position;
    const types = storedTypesOf(to.types.length > 0 ? to.types : undefined);
    const asked = { subscriptionId: to.id, after, seen, types, sites: to.sites, limit: PAGE };
    const page = await feed.pending(asked);
    if (page.isLost) return this.startOver();
    const { groupsAtATime } = settings;
    const runner = new GroupRunner(delivery, { to, groupsAtATime, mayWork, onOutcome });
    await runner.run(leastTriedFirst(groupsOf(page.entries)), { isProbing: to.failures > 0 });
    const left = page.entries.find(({ position }) => !runner.done.has(position))?.position;
    this.readTo = placeBefore(left, page);
    this.feedEnd = page.feedEnd;
    const restMs = await this.record(to, runner, page.feedEnd);
    if (runner.over !== undefined) await this.giveUp(runner.over);
    if (restMs > 0) return restMs;
    if (page.hasMore && (left === undefined || runner.done.size > 0)) return 0;
    if (left === undefined && !page.held) return IDLE_MS;
    return Math.min(page.held?.waitMs ?? IDLE_MS, settings.backOffMs);
  }

  /** Other events take the places of those that the store has lost: only its own records still count. */
  private async startOver(): Promise<number> {
    await this.dependencies.deliverables.forgetBeyondEnd(this.id);
    this.readTo = '0';
    this.feedEnd = undefined;
    this.logger.warn(
      `The store has lost events already read for subscription ${this.id}; it gets those that replace them.`,
    );
    return 0;
  }

  /** For how long to pause. */
  private async record(
    to: Deliverable,
    { delivered, failed, signs }: GroupRunner,
    feedEnd: FeedEnd,
  ): Promise<number> {
    const { deliverables, log, settings } = this.dependencies;
    const isDown = signs > 0 && delivered === 0;
    const failures = delivered > 0 ? 0 : to.failures + (isDown ? 1 : 0);
    const restMs = isDown ? backOffMs(failures, settings.backOffMs, settings.probeLimitMs) : 0;
    this.restsUntilMs = performance.now() + restMs;
    const isFar = BigInt(this.readTo) - BigInt(to.position) >= UNRECORDED;
    if (delivered > 0 || failed > 0 || isFar) {
      await deliverables.advance(this.id, { position: this.readTo, failures, restMs, feedEnd });
    }
    if (to.failures > 0 && delivered > 0) {
      await log.makeDue(this.id);
      this.logger.log(`Subscription ${this.id} accepts events again.`);
    } else if (to.failures === 0 && isDown) {
      this.logger.warn(`Subscription ${this.id} does not accept events; they are retried.`);
    }
    return restMs;
  }

  private async giveUp(why: string): Promise<void> {
    const disabled = await this.dependencies.subscriptions.disable(this.id, why);
    if (!disabled) return;
    const host = new URL(disabled.url).host;
    const cure = `"newsletter subscriptions enable ${this.id}" continues where it stopped.`;
    this.logger.error(`Subscription ${this.id} to ${host} is disabled: ${why} ${cure}`);
  }
}

/** Up to there nothing is left to deliver, or waits. */
function placeBefore(left: string | undefined, { held, end }: PendingPage): string {
  const open = [left, held?.position].flatMap((one) =>
    one === undefined ? [] : [BigInt(one) - 1n],
  );
  return String(open.reduce((least, one) => (one < least ? one : least), BigInt(end)));
}
