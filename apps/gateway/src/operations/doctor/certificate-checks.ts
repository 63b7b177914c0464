import { inWords } from '#deployment';
import { type Check, fault, ok } from './check.js';

const CERTIFICATE_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;

/** `whose`: a server's, or our own. */
export function certificateChecks(expiry: Date | undefined, whose: string, cure: string): Check[] {
  if (!expiry) return [];
  const leftMs = expiry.getTime() - Date.now();
  const name = `certificate of ${whose}`;
  if (leftMs > CERTIFICATE_DAYS * DAY_MS) {
    return [ok(name, `valid until ${expiry.toISOString().slice(0, 10)}`)];
  }
  const words = `The certificate of ${whose} expires in ${inWords(Math.max(0, leftMs))}.`;
  return [fault(name, words, cure)];
}
