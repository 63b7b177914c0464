/**
 * The clock of the proof: real delays are multiplied, so that minutes become seconds. Omeda's own
 * minutes are not scaled, which is why every send time is hours or months ahead.
 */
export const SCALE = 0.02;

/** Instead of 30 s; the minimum of the sites file is 1 s. */
export const CALL_TIMEOUT_SECONDS = 2;

/** Instead of 30 s: a lease is the call's timeout and this. */
export const LEASE_MARGIN_SECONDS = 1.5;

export const LEASE_MS = (CALL_TIMEOUT_SECONDS + LEASE_MARGIN_SECONDS) * 1_000;

/** How late a call may land at Omeda: more than three minutes, scaled. */
export const LATEST_CALL_MS = 4_000;

/** Instead of a lease of 15 s, sweeps every 5 s, and wake-ups that count as lost after 10 s. */
export const RELAY = { leaseMs: 5_000, sweepMs: 1_000, overdueMs: 3_000 };

export const AUDIENCE_LOAD_MS = 400;

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
