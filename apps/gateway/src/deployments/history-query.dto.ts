import { type PageOrder, PAGE_ORDERS } from '#event-store';
import { checked } from '../fields/faults.js';
import { Optional, type Rule } from '../fields/field.js';
import { pageLimit } from '../fields/page-limit.js';
import { TIME_ZONE, oneOf } from '../fields/rules.js';
import { refuseFaults } from '../problem/problem.js';

const LIMIT = { fallback: 500, max: 1_000 };

/** Fits the store's column. */
const VERSION_RULE: Rule = {
  expects: 'the version of an event, or the "next" of a previous response',
  cure: 'Leave it out to start at the beginning.',
  accepts: (value) => typeof value === 'string' && /^(0|[1-9]\d{0,8})$/.test(value),
  schema: { type: 'integer', minimum: 0, maximum: 999_999_999 },
};

/** Query parameters of a history. */
export class HistoryQueryDto {
  /** Only what follows this version in the requested order: later ones, with desc earlier ones. */
  @Optional(VERSION_RULE)
  after?: string;

  @Optional(pageLimit(LIMIT))
  limit?: string;

  /** asc (default): the oldest first; desc: the newest first. */
  @Optional(oneOf(PAGE_ORDERS))
  order?: PageOrder;

  /** The reader's time zone, for times in sentences; default: UTC. */
  @Optional(TIME_ZONE)
  timeZone?: string;
}

/** @throws Problem for an invalid query. */
export function readHistoryQuery(query: object) {
  const { instance, faults } = checked(HistoryQueryDto, { ...query });
  refuseFaults('invalid-request', faults);
  const { after, limit = LIMIT.fallback, order = 'asc', timeZone } = instance;
  const start = after === undefined ? {} : { after: Number(after) };
  return { ...start, limit: Number(limit), order, timeZone };
}

export type HistoryQuery = ReturnType<typeof readHistoryQuery>;
