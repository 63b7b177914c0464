import { refuse } from '../check-options.js';
import { type AmqpOptions, amqpFaults } from '../amqp-options.js';

export type NewsletterEventsOptions = AmqpOptions & {
  /** Events of these sites alone. */
  sites?: readonly string[];
  /** Handlers that run at a time, in each process. With 1, and one process, events come in order. */
  concurrency?: number;
  /** When a handler is called again after it failed; then the event is parked. */
  retryDelaysMs?: readonly number[];
  /** RabbitMQ is away, an event failed or was parked, or handlers hold up all others. */
  onTrouble?: (error: Error) => void;
};

export const STRATEGY_DEFAULTS = {
  prefix: 'newsletter',
  concurrency: 1,
  retryDelaysMs: [1_000, 10_000, 60_000, 600_000],
} as const;

const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) > 0;

/** @throws what names each option that cannot be used. */
export function checkStrategy(options: NewsletterEventsOptions): void {
  const { sites, concurrency, retryDelaysMs } = { ...STRATEGY_DEFAULTS, ...options };
  refuse([
    ...amqpFaults(options),
    sites?.length === 0 && 'sites is empty: leave it out for all sites',
    !isWhole(concurrency) && 'concurrency must be a whole number from 1',
    !retryDelaysMs.every(isWhole) && 'retryDelaysMs must be whole numbers of milliseconds, from 1',
  ]);
}
