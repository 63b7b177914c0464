import { type Instant, msBetween } from './instant.js';

/** Every delay of the service in milliseconds. Defaults are in TIMING; settings may replace each. */
export type Timing = {
  createDebounceMs: number;
  debounceLimitMs: number;
  contentDebounceMs: number;
  publishSettleMs: number;
  rescheduleDebounceMs: number;
  stepGapMs: number;
  audiencePollMs: number;
  audienceCallbackPollMs: number;
  audienceLimitMs: number;
  undoTrashMs: number;
  nearSendTimeMs: number;
  reserveBeforeSendMs: number;
  sendLatenessMs: number;
  retryBaseMs: number;
  retryAfterLimitMs: number;
  searchAgainMs: number;
  lateCallMs: number;
  newToOmedaMs: number;
  brandProbeBaseMs: number;
  brandProbeLimitMs: number;
  leaseMarginMs: number;
  watchMs: number;
  watchNearMs: number;
  watchNearWindowMs: number;
  resultsMs: number;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const TIMING: Timing = {
  /** Editors save often at the beginning: create only once they pause. */
  createDebounceMs: 300 * SECOND,
  /** …but an editor who never pauses still gets a deployment. */
  debounceLimitMs: 30 * MINUTE,
  /** Replacing content is cheap, so a shorter pause will do. */
  contentDebounceMs: 60 * SECOND,
  /** The block editor's second request brings its meta boxes. */
  publishSettleMs: 5 * SECOND,
  /** Longest wait for more edits before a scheduled newsletter is taken back; half of the time left if less. */
  rescheduleDebounceMs: 60 * SECOND,
  /** Omeda works in the background: the next call may not see at once what one call created. */
  stepGapMs: 30 * SECOND,
  /** Omeda asks for a poll every 5 to 10 s; loading usually takes 5 to 30 s. */
  audiencePollMs: 5 * SECOND,
  /** If Omeda calls back, polls only make up for a lost callback. */
  audienceCallbackPollMs: 60 * SECOND,
  audienceLimitMs: 10 * MINUTE,
  /** WordPress offers Undo after trashing. */
  undoTrashMs: 300 * SECOND,
  /** Too little time to take it back and schedule it again. */
  nearSendTimeMs: 2 * MINUTE,
  /** Kept free before the send time when gaps are shortened. */
  reserveBeforeSendMs: 60 * SECOND,
  /** Later than this is no longer what the editor meant. */
  sendLatenessMs: 15 * MINUTE,
  retryBaseMs: 60 * SECOND,
  retryAfterLimitMs: HOUR,
  /** A new deployment may not be visible to a search at once. */
  searchAgainMs: 60 * SECOND,
  /** How late a call without a response may still take effect; it is checked for each minute until then. */
  lateCallMs: 5 * MINUTE,
  /** How long after its creation "not found" may mean "not visible yet". */
  newToOmedaMs: 5 * MINUTE,
  brandProbeBaseMs: 60 * SECOND,
  brandProbeLimitMs: 300 * SECOND,
  /** On top of the call's time-out: what the deployer needs around the call. */
  leaseMarginMs: 30 * SECOND,
  watchMs: HOUR,
  watchNearMs: MINUTE,
  watchNearWindowMs: 5 * MINUTE,
  /** After sending, results are read after this time, and after 6, 24, and 72 times as long. */
  resultsMs: HOUR,
};

/** Retries after the first attempt of a step; then it has failed. */
export const RETRIES = 3;

/** Starts of one due step without an outcome, after which a person must check. */
export const STARTS_BEFORE_STALLED = 3;

/**
 * The same rules on a faster clock, for demonstrations and tests. What belongs to the send time
 * (`nearSendTimeMs`, `reserveBeforeSendMs`, `sendLatenessMs`) keeps its length: Omeda's minutes do.
 */
export function scaled(factor: number, timing: Timing = TIMING): Timing {
  const kept = { ...timing };
  const entries = Object.entries(timing).map(([name, ms]) => [name, Math.round(ms * factor)]);
  return {
    ...(Object.fromEntries(entries) as Timing),
    nearSendTimeMs: kept.nearSendTimeMs,
    reserveBeforeSendMs: kept.reserveBeforeSendMs,
    sendLatenessMs: kept.sendLatenessMs,
    leaseMarginMs: kept.leaseMarginMs,
  };
}

/** Whether Omeda's time is the requested one; `[NOW]` is the moment the call arrived, minutes later. */
export function isSameSendTime(
  asked: { sendAt: Instant; immediately: boolean },
  seen: Instant,
  { sendLatenessMs }: Timing = TIMING,
): boolean {
  if (!asked.immediately) return asked.sendAt === seen;
  const lateBy = msBetween(asked.sendAt, seen);
  return lateBy > -MINUTE && lateBy <= 2 * sendLatenessMs;
}

/** 60, 120, 240 s after the 1st, 2nd, 3rd attempt; `Retry-After` if that is later, up to an hour. */
export function retryDelayMs(attempt: number, timing: Timing, retryAfterMs = 0): number {
  const backOff = timing.retryBaseMs * 2 ** (attempt - 1);
  return Math.max(backOff, Math.min(retryAfterMs, timing.retryAfterLimitMs));
}

/**
 * 60, 120, 240, then 300 s between the probes of a held brand; `probes` were made so far. `Retry-After` if that is
 * later, up to an hour.
 */
export function probeDelayMs(probes: number, timing: Timing, retryAfterMs = 0): number {
  const backOff = Math.min(timing.brandProbeBaseMs * 2 ** probes, timing.brandProbeLimitMs);
  return Math.max(backOff, Math.min(retryAfterMs, timing.retryAfterLimitMs));
}
