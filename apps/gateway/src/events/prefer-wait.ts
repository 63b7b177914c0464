/** Longest wait that is honoured; who prefers more is told that it is this. */
const LONGEST_WAIT_SECONDS = 60;

/** token, optionally = token or "quoted text", then parameters that we have no use for. */
const PREFERENCE =
  /^([!#$%&'*+.^_`|~0-9a-z-]+)(?:\s*=(?:\s*"([^"]*)"|\s*([^\s";]+))?)?\s*(?:;.*)?$/i;

/**
 * Seconds that a `Prefer` header (RFC 7240) asks to wait for the outcome. Undefined when it asks for
 * no wait; what cannot be read is ignored, as the RFC demands.
 */
export function preferredWait(header: string | undefined): number | undefined {
  for (const preference of (header ?? '').split(',')) {
    const [, name, quoted, plain] = PREFERENCE.exec(preference.trim()) ?? [];
    if (name?.toLowerCase() !== 'wait') continue;
    const seconds = quoted ?? plain ?? '';
    // Of two only the first counts.
    return /^\d{1,9}$/.test(seconds) ? Math.min(Number(seconds), LONGEST_WAIT_SECONDS) : undefined;
  }
  return undefined;
}
