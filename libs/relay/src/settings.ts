export type RelaySettings = {
  /** Most events that share one wait for confirms. */
  batch: number;
  /**
   * Between two rounds while it is busy, as long as the last one took: what arrives then is batched. Not less than
   * the first, not more than the second. Milliseconds.
   */
  pauseMs: number;
  longestPauseMs: number;
  /** How soon the feed is polled again after events, doubled up to `idlePollMs`. Milliseconds. */
  pollMs: number;
  idlePollMs: number;
  /** How long after its holder fell silent another process takes over. Milliseconds. */
  leaseMs: number;
  /** Between two sweeps, in milliseconds. */
  sweepMs: number;
  /** How long after it was due a wake-up counts as lost. Milliseconds. */
  overdueMs: number;
};

/** Token under which the settings are injected. */
export const RELAY_SETTINGS = Symbol('relay settings');

export const RELAY_DEFAULTS: RelaySettings = {
  batch: 500,
  pauseMs: 20,
  longestPauseMs: 50,
  pollMs: 100,
  idlePollMs: 500,
  // Longer than a batch waits for its confirms (10 s), so that a slow broker has only one holder.
  leaseMs: 15_000,
  sweepMs: 5_000,
  overdueMs: 10_000,
};
