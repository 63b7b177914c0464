export type RabbitSettings = {
  /** Wake-ups in hand at once, 1 to 10: steps are calls of an API. */
  prefetch: number;
  /** Wait before a wake-up whose handler threw goes back, in milliseconds; doubles each time. */
  redeliveryMs: number;
  /** How long a shutdown waits for what is in hand, in milliseconds: no less than that may take. */
  drainLimitMs: number;
};

export const RABBIT_DEFAULTS: RabbitSettings = {
  prefetch: 10,
  // 5 + 10 + 20 + 40 s: a restart of the database in mid-handler must not park anything.
  redeliveryMs: 5_000,
  drainLimitMs: 25_000,
};
