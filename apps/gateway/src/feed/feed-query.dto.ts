import { checked } from '../fields/faults.js';
import { Optional, type Rule } from '../fields/field.js';
import { pageLimit } from '../fields/page-limit.js';
import { type FieldFault, refuseFaults } from '../problem/problem.js';

const LIMIT = { fallback: 100, max: 1_000 };

const START = '0';

/** Fits the store's column. */
const AFTER_RULE: Rule = {
  expects: 'the "next" of a previous response',
  cure: 'Send it unchanged, or leave it out to start with the first event.',
  accepts: (value) => typeof value === 'string' && /^(0|[1-9]\d{0,17})$/.test(value),
  schema: { type: 'string', pattern: '^(0|[1-9][0-9]{0,17})$', default: START, example: '0' },
};

const EPOCH_RULE: Rule = {
  expects: 'the "epoch" of a previous response',
  cure: 'Send it unchanged, or leave it out.',
  accepts: (value) =>
    typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value),
  schema: { type: 'string', format: 'uuid' },
};

/** What can be asked of the feed. */
export class FeedQueryDto {
  /** Goes on where an earlier answer ended. */
  @Optional(AFTER_RULE)
  after?: string;

  /** Of that answer: refused where the store was restored since. */
  @Optional(EPOCH_RULE)
  epoch?: string;

  @Optional(pageLimit(LIMIT, 50))
  limit?: string;
}

export type FeedQuery = { after: string; limit: number; epoch?: string };

/** @throws Problem for what cannot be asked. */
export function readFeedQuery(query: object): FeedQuery {
  const { instance, faults } = checked(FeedQueryDto, { ...query });
  refuseFaults('invalid-request', faults);
  const { after = START, limit, epoch } = instance;
  return { after, limit: Number(limit ?? LIMIT.fallback), ...(epoch ? { epoch } : {}) };
}

/** A store that was restored from a backup knows less than who read it before. */
export const BEYOND_THE_END: FieldFault = {
  field: 'after',
  problem: 'is beyond the last event of this store',
  cure: 'It is of another store, or this one was restored from a backup: start anew, without after.',
};

export const OTHER_EPOCH: FieldFault = {
  field: 'epoch',
  problem: 'is not the one of this store any more',
  cure: 'The store was restored from a backup, and its numbers begin anew: forget after and every streamversion, and read from the start.',
};
