import { VARIABLES } from '../../setup/test-sites.js';
import type { FuzzRequest } from './requests.js';
import type { FuzzAnswer } from './sender.js';

/** Words of a site's own newsletter, which only its key may see. */
export const OWN_WORDS = { daily: 'Words of daily alone', weekly: 'Words of weekly alone' };

/** A stack, one of our paths, or SQL. */
const INSIDES = /node_modules|\.[jt]s:\d+|QueryFailedError|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b/;

/** What is wrong with a response, in words; undefined if nothing is. */
export function faultOf({ who, sign }: FuzzRequest, answer: FuzzAnswer): string | undefined {
  const { status, headers, text } = answer;
  if (status >= 500) return `responds with ${status}`;
  if (!/^[0-9a-f]{32}$/.test(String(headers['trace-id']))) return 'has no trace id';
  const isProblem = String(headers['content-type']).startsWith('application/problem+json');
  if (status >= 400 && text !== '' && !isProblem)
    return `responds with ${status} without a problem`;
  if (INSIDES.test(text)) return 'shows our insides';
  if (secretIn(text) ?? secretIn(JSON.stringify(headers))) return 'reveals a secret';
  const [other] =
    who === 'daily' ? ['weekly' as const] : who === 'weekly' ? ['daily' as const] : [];
  if (other && !sign && text.includes(OWN_WORDS[other])) return `shows what is of ${other}`;
  return undefined;
}

/** The name of a secret that a text contains. */
export function secretIn(text: string): string | undefined {
  return Object.entries(VARIABLES).find(([, secret]) => text.includes(secret))?.[0];
}
