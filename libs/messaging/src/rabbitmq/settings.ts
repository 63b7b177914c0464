export type RabbitSettings = {
  /** Wake-ups in progress at once, 1 to 10: steps are calls of an API. */
  prefetch: number;
  /**
   * Wait before a wake-up whose handler threw goes back, in milliseconds; doubles each time. While
   * the store is unavailable, it does not double.
   */
  redeliveryMs: number;
  /** How long a shutdown waits for what is in progress, in milliseconds: at least as long as that may take. */
  drainLimitMs: number;
};

export const RABBIT_DEFAULTS: RabbitSettings = {
  prefetch: 10,
  // 5 + 10 + 20 + 40 s: what passes within a minute must not park anything.
  redeliveryMs: 5_000,
  drainLimitMs: 25_000,
};

/** @throws RangeError */
export function rabbitSettings(given: Partial<RabbitSettings>): RabbitSettings {
  const settings = { ...RABBIT_DEFAULTS, ...given };
  const { prefetch } = settings;
  if (prefetch >= 1 && prefetch <= 10) return settings;
  throw new RangeError(`prefetch is ${prefetch}; set it to a number from 1 to 10`);
}
