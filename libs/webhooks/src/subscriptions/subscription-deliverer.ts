import { Inject, Injectable } from '@nestjs/common';
import {
  AppendNotifier,
  Deliverables,
  DeliveryLog,
  EventStore,
  Lease,
  SubscriberFeed,
  Subscriptions,
} from '#event-store';
import { PollingLoop } from '#relay';
import { WebhookSender } from '../delivery/webhook-sender.js';
import { WEBHOOK_SETTINGS, type WebhookSettings } from '../settings.js';
import { WebhookMetrics } from '../webhook-metrics.js';
import { EventDelivery } from './event-delivery.js';
import { SubscriptionWorker, type WorkerDependencies } from './subscription-worker.js';

const LEASE = 'webhooks';

/**
 * Delivers to all subscribers, each by a separate worker. One process at a time does it; it sends nothing
 * that might still be under way when its lease has ended.
 */
@Injectable()
export class SubscriptionDeliverer {
  @Inject(Subscriptions) private readonly subscriptions!: Subscriptions;
  @Inject(Deliverables) private readonly deliverables!: Deliverables;
  @Inject(SubscriberFeed) private readonly feed!: SubscriberFeed;
  @Inject(DeliveryLog) private readonly log!: DeliveryLog;
  @Inject(WebhookSender) private readonly sender!: WebhookSender;
  @Inject(WebhookMetrics) private readonly metrics!: WebhookMetrics;
  private readonly loop = new PollingLoop('webhook deliverer', () => this.round());
  private readonly workers = new Map<string, SubscriptionWorker>();
  private readonly lease: Lease;
  private stopListening: (() => void) | undefined;
  private holdsUntilMs = 0;

  constructor(
    { dataSource }: EventStore,
    private readonly appends: AppendNotifier,
    @Inject(WEBHOOK_SETTINGS) private readonly settings: WebhookSettings,
  ) {
    this.lease = new Lease(dataSource, LEASE);
  }

  start(): void {
    this.stopListening ??= this.appends.on(() => {
      for (const worker of this.workers.values()) worker.wake();
    });
    this.loop.start();
  }

  /** Finishes what is in progress, and lets the next process in at once. */
  async close(): Promise<void> {
    this.stopListening?.();
    await this.loop.stop();
    await this.stopAll();
    // If the store is unavailable, it expires.
    await this.lease.release().catch(() => undefined);
  }

  private async round(): Promise<number> {
    const { pollMs } = this.settings;
    if (!(await this.holds())) {
      await this.stopAll();
      return pollMs;
    }
    const enabled = await this.deliverables.enabled();
    const known = new Set(enabled.map(({ id }) => id));
    for (const { id, changes } of enabled) this.reconcile(id, changes);
    const gone = [...this.workers.keys()].filter((id) => !known.has(id));
    // Their requests in progress may hang: nothing waits for them.
    for (const id of gone) void this.stopOne(id);
    return pollMs;
  }

  /** Renewed while most of it is left, so that no delivery waits for it. */
  private async holds(): Promise<boolean> {
    const { leaseMs } = this.settings;
    const startedMs = performance.now();
    if (startedMs < this.holdsUntilMs - (leaseMs * 5) / 6) return true;
    if (!(await this.lease.hold(leaseMs))) return false;
    this.holdsUntilMs = startedMs + leaseMs;
    return true;
  }

  private reconcile(id: string, changes: number): void {
    const worker = this.workers.get(id);
    if (worker && worker.changes !== changes) worker.changed(changes);
    if (!worker) this.workers.set(id, new SubscriptionWorker(id, this.dependencies(), changes));
  }

  private dependencies(): WorkerDependencies {
    const { subscriptions, deliverables, feed, log, settings, metrics } = this;
    const delivery = new EventDelivery(this.sender, log, settings);
    const mayWork = () => performance.now() + settings.timeoutMs < this.holdsUntilMs;
    const onOutcome: WorkerDependencies['onOutcome'] = ({ kind }) => {
      if (kind !== 'skipped') metrics.attempted(kind === 'delivered');
    };
    return { subscriptions, deliverables, feed, log, delivery, settings, mayWork, onOutcome };
  }

  private async stopOne(id: string): Promise<void> {
    const worker = this.workers.get(id);
    this.workers.delete(id);
    await worker?.stop();
  }

  private async stopAll(): Promise<void> {
    this.holdsUntilMs = 0;
    await Promise.all([...this.workers.keys()].map((id) => this.stopOne(id)));
  }
}
