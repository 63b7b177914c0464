import { refuse } from '../check-options.js';
import { type AmqpOptions, amqpFaults } from '../amqp-options.js';

export type NewsletterEventsOptions = AmqpOptions & {
  /** Only events of these sites. */
  sites?: readonly string[];
  /** Handlers that run concurrently, in each process. With 1, and one process, events are in order. */
  concurrency?: number;
  /** When a failed handler is called again; after the last one, the event is parked. */
  retryDelaysMs?: readonly number[];
  /** RabbitMQ is unavailable, an event failed or was parked, or handlers delay all others. */
  onTrouble?: (error: Error) => void;
};

export const STRATEGY_DEFAULTS = {
  prefix: 'newsletter',
  concurrency: 1,
  retryDelaysMs: [1_000, 10_000, 60_000, 600_000],
} as const;

const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) > 0;

/** @throws an error that names each invalid option. */
export function checkStrategy(options: NewsletterEventsOptions): void {
  const { sites, concurrency, retryDelaysMs } = { ...STRATEGY_DEFAULTS, ...options };
  refuse([
    ...amqpFaults(options),
    sites?.length === 0 && 'sites is empty: leave it out for all sites',
    !isWhole(concurrency) && 'concurrency must be a whole number from 1',
    !retryDelaysMs.every(isWhole) && 'retryDelaysMs must be whole numbers of milliseconds, from 1',
  ]);
}
