import { Injectable } from '@nestjs/common';
import { Registry, collectDefaultMetrics } from 'prom-client';

/** Metrics that are read at each scrape, because the store or the broker has them. */
export type Refreshed = { refresh(): Promise<void> };

/** All that Prometheus sees of this process. Labels name sites, brands, and steps: nothing secret. */
@Injectable()
export class MetricRegistry {
  readonly registry = new Registry();
  private readonly refreshed: Refreshed[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  add(part: Refreshed): void {
    this.refreshed.push(part);
  }

  /** In Prometheus' text format. Unavailability is a metric; nothing is thrown. */
  async text(): Promise<{ type: string; text: string }> {
    await Promise.all(this.refreshed.map((part) => part.refresh()));
    return { type: this.registry.contentType, text: await this.registry.metrics() };
  }
}
