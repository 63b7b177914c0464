import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { Deliverables } from '#event-store';
import { MetricRegistry, StoreRead } from '#metrics';

/** The results of signed requests, and the state of the subscriptions. */
@Injectable()
export class WebhookMetrics {
  private readonly attempts: Counter<'outcome'>;
  private readonly subscriptions: Gauge<'state'>;
  private readonly counts: StoreRead<Awaited<ReturnType<Deliverables['counts']>>>;

  constructor(metrics: MetricRegistry, deliverables: Deliverables) {
    const registers = [metrics.registry];
    this.attempts = new Counter({
      name: 'newsletter_webhook_attempts_total',
      help: 'Requests to subscribers, by outcome: delivered or failed.',
      labelNames: ['outcome'],
      registers,
    });
    this.subscriptions = new Gauge({
      name: 'newsletter_subscriptions',
      help: 'Webhook subscriptions by state: delivering, failing, or disabled.',
      labelNames: ['state'],
      registers,
    });
    this.counts = new StoreRead(() => deliverables.counts());
    metrics.add(this);
  }

  attempted(isDelivered: boolean): void {
    this.attempts.inc({ outcome: isDelivered ? 'delivered' : 'failed' });
  }

  /** An unavailable store is reported by newsletter_store_up. */
  async refresh(): Promise<void> {
    const counts = await this.counts.result();
    this.subscriptions.reset();
    for (const [state, count] of Object.entries(counts ?? {})) {
      this.subscriptions.set({ state }, count);
    }
  }
}
