import type { WakeUp } from './wake-up.js';

type Check = { holds: (value: unknown) => boolean; wanted: string };

const text: Check = {
  holds: (value) => typeof value === 'string' && value !== '',
  wanted: 'a non-empty string',
};
const count: Check = {
  holds: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  wanted: 'a whole number from 0',
};
const instant: Check = {
  holds: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  wanted: 'an ISO instant',
};
const flag: Check = { holds: (value) => typeof value === 'boolean', wanted: 'true or false' };

const orNull = ({ holds, wanted }: Check): Check => ({
  holds: (value) => value === null || holds(value),
  wanted: `${wanted}, or null`,
});

const orMissing = ({ holds, wanted }: Check): Check => ({
  holds: (value) => value === undefined || holds(value),
  wanted: `${wanted}, or left out`,
});

const FIELDS: Record<keyof WakeUp, Check> = {
  deploymentId: text,
  key: text,
  dueId: orNull(count),
  n: count,
  sentAt: instant,
  dueAt: instant,
  site: text,
  postId: count,
  brand: text,
  step: orNull(text),
  attempt: orNull(count),
  probe: flag,
  traceparent: orMissing(text),
};

/** What is wrong with a supposed wake-up, naming the field; undefined if nothing. */
export function faultOfWakeUp(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null) return 'Malformed wake-up: not an object';
  const values = message as Record<string, unknown>;
  for (const [field, { holds, wanted }] of Object.entries(FIELDS)) {
    if (!holds(values[field])) {
      return `Malformed wake-up: '${field}' must be ${wanted}, is ${shown(values[field])}`;
    }
  }
  return undefined;
}

const SHOWN_CHARS = 60;

function shown(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? '?').slice(0, SHOWN_CHARS);
}
