import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { MetricRegistry } from './metric-registry.js';

/** A step is a second late at most while all is well, and is missed after a quarter of an hour. */
const LATENESS_BUCKETS_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600];
/** A call times out after half a minute, unless the brand sets another limit. */
const CALL_BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

type Step = { step: string; outcome: string; site: string };
type Call = { brand: string; call: string; class: string; seconds: number };

/** What this process did with due steps. */
@Injectable()
export class StepMetrics {
  private readonly lateness: Histogram<'step'>;
  private readonly steps: Counter<keyof Step>;
  private readonly retries: Counter<'step' | 'site'>;
  private readonly redeliveries: Counter;
  private readonly calls: Histogram<'brand' | 'call' | 'class'>;

  constructor({ registry }: MetricRegistry) {
    const registers = [registry];
    this.lateness = new Histogram({
      name: 'newsletter_step_lateness_seconds',
      help: 'How long after it was due a step started.',
      labelNames: ['step'],
      buckets: LATENESS_BUCKETS_SECONDS,
      registers,
    });
    this.steps = new Counter({
      name: 'newsletter_steps_total',
      help: 'Outcomes of steps, by step, outcome, and site.',
      labelNames: ['step', 'outcome', 'site'],
      registers,
    });
    this.retries = new Counter({
      name: 'newsletter_step_retries_total',
      help: 'Transient failures after which a step is due again.',
      labelNames: ['step', 'site'],
      registers,
    });
    this.redeliveries = new Counter({
      name: 'newsletter_redeliveries_total',
      help: 'Wake-ups that were delivered again, because they had no outcome.',
      registers,
    });
    this.calls = new Histogram({
      name: 'newsletter_omeda_call_seconds',
      help: 'Duration of calls to Omeda, by brand, call, and class of the outcome.',
      labelNames: ['brand', 'call', 'class'],
      buckets: CALL_BUCKETS_SECONDS,
      registers,
    });
  }

  started(step: string, lateMs: number): void {
    this.lateness.observe({ step }, Math.max(0, lateMs) / 1000);
  }

  ended(step: Step): void {
    this.steps.inc(step);
  }

  retried(step: { step: string; site: string }): void {
    this.retries.inc(step);
  }

  redelivered(): void {
    this.redeliveries.inc();
  }

  called({ seconds, ...labels }: Call): void {
    this.calls.observe(labels, seconds);
  }
}
