import { Gauge } from 'prom-client';
import type { MetricRegistry } from './metric-registry.js';

/** Whether this process consumes wake-ups. */
export function reportConsumer(
  { registry }: MetricRegistry,
  strategy: { attached: boolean },
): void {
  new Gauge({
    name: 'newsletter_consumers_attached',
    help: '1 while this process consumes wake-ups.',
    registers: [registry],
    collect() {
      this.set(strategy.attached ? 1 : 0);
    },
  });
}
