import { withoutUnwritable } from '#newsletter-html';
import { Problem } from '../problem/problem.js';

/** No event is nested deeper; hostile nesting would overflow the stack. */
const DEEPEST = 12;

/**
 * The body as plain data, its strings without characters that no column or XML can hold.
 * @throws Problem `malformed-request`.
 */
export function readJson(body: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw malformed('The body is not UTF-8: send JSON in UTF-8.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    const place = position === undefined ? '' : ` near character ${position}`;
    throw malformed(`The body is not valid JSON${place}. Send one complete JSON object.`);
  }
  return cleaned(value, 0);
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutUnwritable(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) throw malformed(`The body is nested more than ${DEEPEST} levels deep.`);
  if (Array.isArray(value)) return value.map((entry: unknown) => cleaned(entry, depth + 1));
  const entries = Object.entries(value).map(([key, entry]) => [
    withoutUnwritable(key),
    cleaned(entry, depth + 1),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function malformed(detail: string): Problem {
  return new Problem('malformed-request', detail);
}
