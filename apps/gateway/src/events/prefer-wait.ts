/** Longest wait; a longer preference is cut to it, and the response says so. */
const LONGEST_WAIT_SECONDS = 60;

/** token, optionally = token or "quoted text", then parameters, which we ignore. */
const PREFERENCE =
  /^([!#$%&'*+.^_`|~0-9a-z-]+)(?:\s*=(?:\s*"([^"]*)"|\s*([^\s";]+))?)?\s*(?:;.*)?$/i;

/**
 * Seconds that a `Prefer` header (RFC 7240) asks to wait for the outcome. Undefined if it asks for
 * no wait; what cannot be parsed is ignored, as the RFC requires.
 */
export function preferredWait(header: string | undefined): number | undefined {
  for (const preference of (header ?? '').split(',')) {
    const [, name, quoted, plain] = PREFERENCE.exec(preference.trim()) ?? [];
    if (name?.toLowerCase() !== 'wait') continue;
    const seconds = quoted ?? plain ?? '';
    // Of several, the first counts.
    return /^\d{1,9}$/.test(seconds) ? Math.min(Number(seconds), LONGEST_WAIT_SECONDS) : undefined;
  }
  return undefined;
}
