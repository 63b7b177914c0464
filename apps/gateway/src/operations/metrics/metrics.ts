import { Injectable, Optional } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { Deployments, EventStore } from '#event-store';
import { RabbitConnection } from '#messaging';
import { ParkedItems } from '../parked/parked-items.js';
import { BrokerGauges } from './broker-gauges.js';
import { StoreGauges } from './store-gauges.js';

/** From a read that is in memory to a wait of a minute. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];
/** Paths that no route has are told as one: callers cannot make up labels. */
const NO_ROUTE = 'none';
/** Streams last as long as somebody looks: they are no answers that are slow. */
const STREAM = /\/stream$/;

/** What a Prometheus sees of this process. Labels name routes, brands and statuses: nothing secret. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly answers: Histogram<'method' | 'route' | 'status'>;
  private readonly gauges: { refresh(): Promise<void> }[];

  constructor(
    store: EventStore,
    deployments: Deployments,
    parkedItems: ParkedItems,
    /** There only in processes that use a broker. */
    @Optional() connection?: RabbitConnection,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.answers = new Histogram({
      name: 'newsletter_http_answer_seconds',
      help: 'Response time by method, route, and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS_SECONDS,
      registers: [this.registry],
    });
    this.gauges = [new StoreGauges(this.registry, { store, deployments, parkedItems })];
    if (connection) this.gauges.push(new BrokerGauges(this.registry, store, connection));
  }

  /** Middleware: measures each answer. */
  readonly measure = (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.once('finish', () => {
      const known = request.route as { path?: unknown } | undefined;
      const route = typeof known?.path === 'string' ? known.path : NO_ROUTE;
      if (STREAM.test(route)) return;
      const labels = { method: request.method, route, status: String(response.statusCode) };
      this.answers.observe(labels, (performance.now() - started) / 1000);
    });
    next();
  };

  /** In Prometheus' text format. A store that is away is told, and nothing is thrown. */
  async text(): Promise<{ type: string; text: string }> {
    await Promise.all(this.gauges.map((gauges) => gauges.refresh()));
    return { type: this.registry.contentType, text: await this.registry.metrics() };
  }
}
