/** Longer than any limit or restart of the gateway; a proxy's mistake does not delay events for days. */
const MOST_MS = 600_000;

/** The delay in `Retry-After`, from seconds or a date; undefined if there is none. */
export function retryAfterMs(header: string | null, now = Date.now()): number | undefined {
  const text = header?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : untilDate(text, now);
  return ms === undefined ? undefined : Math.min(MOST_MS, Math.max(0, ms));
}

/** For an HTTP date, such as `Wed, 21 Oct 2030 07:28:00 GMT`. */
function untilDate(text: string, now: number): number | undefined {
  const at = text.endsWith(' GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at - now;
}
