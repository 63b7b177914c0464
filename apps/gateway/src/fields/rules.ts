import { DateTime } from 'luxon';
import { isTimeZone } from '#deployment';
import { oneLine } from '#newsletter-html';
import type { Rule } from './field.js';

type TextOptions = { max?: number; isEmptyGood?: boolean; cure?: string };

export function text({ max = 1000, isEmptyGood = true, cure }: TextOptions = {}): Rule {
  const expects = `a string of ${isEmptyGood ? 'at most' : '1 to'} ${max} characters`;
  return {
    expects,
    cure: cure ?? 'Send it as a JSON string of that length.',
    accepts: (value) =>
      typeof value === 'string' && value.length <= max && (isEmptyGood || value.trim() !== ''),
    schema: { type: 'string', maxLength: max, ...(isEmptyGood ? {} : { minLength: 1 }) },
  };
}

/** The limit has its own response (413), so the rule has none. */
export const HTML: Rule = {
  expects: 'a string',
  cure: "Send the post's rendered HTML as a JSON string.",
  accepts: (value) => typeof value === 'string',
  schema: { type: 'string', example: '<p>Good morning.</p>' },
};

export function integer(min: number, cure: string): Rule {
  return {
    expects: `a whole number from ${min} to ${Number.MAX_SAFE_INTEGER}`,
    cure,
    accepts: (value) => Number.isSafeInteger(value) && (value as number) >= min,
    schema: { type: 'integer', minimum: min, maximum: Number.MAX_SAFE_INTEGER },
  };
}

export function oneOf(values: readonly string[]): Rule {
  return {
    expects: `one of ${values.join(', ')}`,
    cure: 'Use one of these values.',
    accepts: (value) => values.includes(value as string),
    schema: { type: 'string', enum: [...values] },
  };
}

const RFC_3339_UTC =
  /^(?:1\d{3}|2[01]\d{2})-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|\+00:00)$/;

export const INSTANT: Rule = {
  expects: 'a UTC time (RFC 3339) between the years 1000 and 2199',
  cure: 'Use the format 2026-11-24T14:08:13Z.',
  accepts: (value) =>
    typeof value === 'string' && RFC_3339_UTC.test(value) && DateTime.fromISO(value).isValid,
  schema: { type: 'string', format: 'date-time', example: '2026-11-24T14:08:13Z' },
};

export const TIME_ZONE: Rule = {
  expects: 'a time zone',
  cure: 'Send an IANA name such as Europe/Berlin, or an offset such as +05:30.',
  accepts: (value) => typeof value === 'string' && isTimeZone(value),
  schema: { type: 'string', example: 'Europe/Berlin' },
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const UID: Rule = {
  expects: 'a UUID',
  cure: 'Create one when you first see the post, and store it with the post.',
  accepts: (value) => typeof value === 'string' && UUID.test(value),
  schema: { type: 'string', format: 'uuid' },
};

export const EMAIL: Rule = {
  expects: 'an email address',
  cure: 'Use the format news@daily.example.',
  // WordPress sends an empty string if nothing is set.
  accepts: (value) =>
    typeof value === 'string' &&
    value.length <= 255 &&
    (value === '' || (/^[^\s@]+@[^\s@]+$/.test(value) && oneLine(value) === value)),
  schema: { type: 'string', example: 'news@daily.example' },
};

export const TEXTS: Rule = {
  expects: 'a list of strings',
  cure: 'Send a JSON list of names.',
  accepts: (value) =>
    Array.isArray(value) && value.length <= 500 && value.every((one) => text().accepts(one)),
  schema: { type: 'array', items: { type: 'string' } },
};

export const ID: Rule = {
  expects: 'a string or a whole number',
  cure: 'Send its ID in WordPress.',
  accepts: (value) => Number.isSafeInteger(value) || text({ isEmptyGood: false }).accepts(value),
  schema: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
};

export const YES_OR_NO: Rule = {
  expects: 'true or false',
  cure: 'Send true or false, without quotes.',
  accepts: (value) => typeof value === 'boolean',
  schema: { type: 'boolean' },
};

export const OBJECT: Rule = {
  expects: 'an object',
  cure: 'Send a JSON object with its fields: /docs lists them.',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  schema: {},
};

export const OBJECTS: Rule = {
  expects: 'a list of at most 100 objects',
  cure: 'Send a JSON list of objects: /docs lists their fields.',
  accepts: (value) =>
    Array.isArray(value) && value.length <= 100 && value.every((one) => OBJECT.accepts(one)),
  schema: { isArray: true },
};
