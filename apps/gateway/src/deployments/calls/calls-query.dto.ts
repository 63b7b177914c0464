import { checked } from '../../fields/faults.js';
import { Optional, type Rule } from '../../fields/field.js';
import { pageLimit } from '../../fields/page-limit.js';
import { refuseFaults } from '../../problem/problem.js';

/** Each may be 8 kB long. */
const LIMIT = { fallback: 50, max: 200 };

/** Exact in JSON, and fits the store's column. */
const CALL_RULE: Rule = {
  expects: 'the "next" of a previous response',
  cure: 'Leave it out to start at the latest call.',
  accepts: (value) => typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value),
  schema: { type: 'integer', minimum: 1, maximum: 999_999_999_999_999 },
};

/** Which calls to list. */
export class CallsQueryDto {
  /** Only calls that were kept before this one. */
  @Optional(CALL_RULE)
  after?: string;

  @Optional(pageLimit(LIMIT))
  limit?: string;
}

/** @throws Problem for an invalid query. */
export function readCallsQuery(query: object): CallsQuery {
  const { instance, faults } = checked(CallsQueryDto, { ...query });
  refuseFaults('invalid-request', faults);
  const { after, limit = LIMIT.fallback } = instance;
  return { limit: Number(limit), ...(after === undefined ? {} : { after: Number(after) }) };
}

export type CallsQuery = { limit: number; after?: number };
