import { DELIVERY_LIMIT } from '../strategy.js';

export type EmbeddedSettings = {
  /** Wake-ups in progress at once. */
  concurrency: number;
  /** Longest sleep between two polls of the source, in milliseconds. */
  pollCeilingMs: number;
  /** Sleep after an empty poll, in milliseconds; doubles up to the ceiling. */
  pollFloorMs: number;
  /** First wait while the source is unavailable, in milliseconds; doubles up to `sourceAwayCeilingMs`. */
  sourceAwayMs: number;
  sourceAwayCeilingMs: number;
  /** Wait before a wake-up whose handler threw is redelivered, in milliseconds; doubles each time. */
  redeliveryMs: number;
  /** Deliveries without an outcome before a wake-up is parked. */
  deliveryLimit: number;
  /** How long a shutdown waits for what is in progress, in milliseconds: at least as long as that may take. */
  drainLimitMs: number;
};

export const EMBEDDED_DEFAULTS: EmbeddedSettings = {
  concurrency: 10,
  // Another process may append without notifying this one; half a second late goes unnoticed.
  pollCeilingMs: 500,
  // A source may return "due" and yet give nothing, while another process has the row.
  pollFloorMs: 10,
  sourceAwayMs: 250,
  sourceAwayCeilingMs: 5_000,
  // 5 + 10 + 20 + 40 s: what passes within a minute must not park anything.
  redeliveryMs: 5_000,
  deliveryLimit: DELIVERY_LIMIT,
  drainLimitMs: 25_000,
};
