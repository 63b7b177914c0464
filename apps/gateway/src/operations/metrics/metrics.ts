import { Inject, Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Counter, Histogram } from 'prom-client';
import { MetricRegistry } from '#metrics';
import type { Sites } from '#sites';
import { siteOfEvent } from '../../events/site-of-event.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../../gateway-settings.js';
import { refusalOf } from '../../problem/refusal-of.js';

/** From an in-memory read to a wait of a minute. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];
/** Unknown paths share a label, so that callers cannot invent labels. */
const NO_ROUTE = 'none';
/** So do unknown sites. */
const NO_SITE = 'unknown';
/** Streams last as long as their clients stay: they are not slow responses. */
const STREAM = /\/stream$/;

/** Metrics of responses and refusals. */
@Injectable()
export class Metrics {
  private readonly answers: Histogram<'method' | 'route' | 'status'>;
  private readonly refused: Counter<'site' | 'reason'>;
  private readonly sites: Sites['sites'];

  constructor({ registry }: MetricRegistry, @Inject(GATEWAY_SETTINGS) settings: GatewaySettings) {
    const registers = [registry];
    this.sites = settings.sites.sites;
    this.answers = new Histogram({
      name: 'newsletter_http_answer_seconds',
      help: 'Response time by method, route, and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS_SECONDS,
      registers,
    });
    this.refused = new Counter({
      name: 'newsletter_events_refused_total',
      help: 'Events of a site that were refused, by site and reason.',
      labelNames: ['site', 'reason'],
      registers,
    });
  }

  /** Middleware: measures each response. */
  readonly measure = (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.once('finish', () => {
      this.countRefusal(request, response);
      const known = request.route as { path?: unknown } | undefined;
      const route = typeof known?.path === 'string' ? known.path : NO_ROUTE;
      if (STREAM.test(route)) return;
      const labels = { method: request.method, route, status: String(response.statusCode) };
      this.answers.observe(labels, (performance.now() - started) / 1000);
    });
    next();
  };

  private countRefusal(request: Request, response: Response): void {
    const site = siteOfEvent(request);
    const refusal = refusalOf(response);
    if (site === undefined || !refusal) return;
    this.refused.inc({ site: this.sites.has(site) ? site : NO_SITE, reason: refusal.code });
  }
}
