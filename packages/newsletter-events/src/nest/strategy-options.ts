import type { AmqpOptions } from '../doorbell.js';

export type NewsletterEventsOptions = AmqpOptions & {
  /** Events of these sites alone. */
  sites?: readonly string[];
  /** Handlers that run at a time, in each process. With 1, and one process, events come in order. */
  concurrency?: number;
  /** When a handler is called again after it failed; then the event is parked. */
  retryDelaysMs?: readonly number[];
  /** RabbitMQ is away, or an event failed or was parked. */
  onTrouble?: (error: Error) => void;
};

export const STRATEGY_DEFAULTS = {
  prefix: 'newsletter',
  concurrency: 1,
  retryDelaysMs: [1_000, 10_000, 60_000, 600_000],
} as const;
