import { DELIVERY_LIMIT } from '../strategy.js';

export type EmbeddedSettings = {
  /** Wake-ups in hand at once. */
  concurrency: number;
  /** Longest sleep between two looks at the source, in milliseconds. */
  pollCeilingMs: number;
  /** Sleep after a look in vain, in milliseconds; doubles up to the ceiling. */
  pollFloorMs: number;
  /** First wait while the source is away, in milliseconds; doubles up to `sourceAwayCeilingMs`. */
  sourceAwayMs: number;
  sourceAwayCeilingMs: number;
  /** Wait before a wake-up whose handler threw comes again, in milliseconds; doubles each time. */
  redeliveryMs: number;
  /** Deliveries without an outcome before a wake-up is parked. */
  deliveryLimit: number;
  /** How long a shutdown waits for what is in hand, in milliseconds: no less than that may take. */
  drainLimitMs: number;
};

export const EMBEDDED_DEFAULTS: EmbeddedSettings = {
  concurrency: 10,
  // Another process may append without telling this one; half a second late goes unnoticed.
  pollCeilingMs: 500,
  // A source may answer "due" and yet give nothing, while another process has the row.
  pollFloorMs: 10,
  sourceAwayMs: 250,
  sourceAwayCeilingMs: 5_000,
  // 5 + 10 + 20 + 40 s: what passes within a minute must not park anything.
  redeliveryMs: 5_000,
  deliveryLimit: DELIVERY_LIMIT,
  drainLimitMs: 25_000,
};
