import type { Request } from 'express';
import { PUBLIC_NAMES, routingKeyOf, typeOf } from '#events';
import { checked } from '../fields/faults.js';
import { Optional, type Rule } from '../fields/field.js';
import { pageLimit } from '../fields/page-limit.js';
import { refuseFaults } from '../problem/problem.js';

const LIMIT = { fallback: 100, max: 1_000 };
const LONGEST_WAIT_SECONDS = 60;

export const START = '0';
/** Instead of a position: what comes from now on. */
export const END = 'end';

/** A position, which fits the store's column, or one that is sealed. */
const AFTER_RULE: Rule = {
  expects: 'the "next" of a previous response',
  cure: 'Send it unchanged, or leave it out to start with the first event; "end" starts with the next one.',
  accepts: (value) =>
    typeof value === 'string' && /^(end|0|[1-9]\d{0,17}|s\.[\w-]{48})$/.test(value),
  schema: {
    type: 'string',
    pattern: '^(end|0|[1-9][0-9]{0,17}|s\\.[A-Za-z0-9_-]{48})$',
    default: START,
    example: '0',
  },
};

const EPOCH_RULE: Rule = {
  expects: 'the "epoch" of a previous response',
  cure: 'Send it unchanged, or leave it out.',
  accepts: (value) =>
    typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value),
  schema: { type: 'string', format: 'uuid' },
};

/** By both of its names: `deployment.sent` and `newsletter.deployment.sent.v1`. */
const TYPES = new Map(
  PUBLIC_NAMES.flatMap((name) => [
    [routingKeyOf(name), typeOf(name)],
    [typeOf(name), typeOf(name)],
  ]),
);

const listOf = (text: string) => text.split(',').map((part) => part.trim());

const TYPE_RULE: Rule = {
  expects: 'event types such as deployment.sent, separated by commas',
  cure: `Leave it out for all, or choose from ${PUBLIC_NAMES.map(routingKeyOf).join(', ')}.`,
  accepts: (value) => typeof value === 'string' && listOf(value).every((type) => TYPES.has(type)),
  schema: { type: 'string', example: 'deployment.scheduled,deployment.sent' },
};

const SITE_RULE: Rule = {
  expects: 'IDs of sites, separated by commas',
  cure: 'Leave it out for all sites of your key.',
  accepts: (value) =>
    typeof value === 'string' && /^[\w.-]{1,64}(,[\w.-]{1,64}){0,99}$/.test(value),
  schema: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,64}(,[A-Za-z0-9_.-]{1,64}){0,99}$' },
};

const WAIT_RULE: Rule = {
  expects: `a whole number of seconds from 0 to ${LONGEST_WAIT_SECONDS}`,
  cure: 'Leave it out to get an empty page at once.',
  accepts: (value) =>
    typeof value === 'string' && /^\d{1,2}$/.test(value) && Number(value) <= LONGEST_WAIT_SECONDS,
  schema: { type: 'integer', minimum: 0, maximum: LONGEST_WAIT_SECONDS, default: 0, example: 0 },
};

/** Query parameters of the stream: it has no pages. */
export class FeedStreamQueryDto {
  /** Continues where an earlier response ended. */
  @Optional(AFTER_RULE)
  after?: string;

  /** Of that response: refused if the store was restored since. */
  @Optional(EPOCH_RULE)
  epoch?: string;

  /** Only events of these sites. */
  @Optional(SITE_RULE)
  site?: string;

  /** Only events of these types. */
  @Optional(TYPE_RULE)
  type?: string;
}

/** Query parameters of the feed. */
export class FeedQueryDto extends FeedStreamQueryDto {
  @Optional(pageLimit(LIMIT, 50))
  limit?: string;

  /** Seconds to wait for the next event before an empty page is returned. */
  @Optional(WAIT_RULE)
  wait?: string;
}

export type FeedQuery = {
  after: string;
  limit: number;
  waitMs: number;
  epoch?: string;
  sites?: readonly string[];
  types?: readonly string[];
};

/** @throws Problem for an invalid query. */
export function readFeedQuery(query: object): FeedQuery {
  const { instance, faults } = checked(FeedQueryDto, { ...query });
  refuseFaults('invalid-request', faults);
  const { after, limit, epoch, site, type, wait } = instance;
  return {
    after: after ?? START,
    limit: Number(limit ?? LIMIT.fallback),
    waitMs: Number(wait ?? 0) * 1_000,
    ...(epoch ? { epoch } : {}),
    ...(site ? { sites: listOf(site) } : {}),
    ...(type ? { types: listOf(type).map((name) => TYPES.get(name) ?? name) } : {}),
  };
}

/** Extra seconds that a request may take because it waits for the next event. */
export function feedWait({ path, query }: Request): number {
  if (path.replace(/\/$/, '') !== '/v1/events') return 0;
  return WAIT_RULE.accepts(query['wait']) ? Number(query['wait']) : 0;
}
