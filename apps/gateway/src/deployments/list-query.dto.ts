import { STATUS_GROUPS, STATUS_NAMES, statusesOf } from '#deployment';
import { STEPS } from '#events';
import type { Cursor } from '#event-store';
import { checked } from '../fields/faults.js';
import { Optional, type Rule } from '../fields/field.js';
import { pageLimit } from '../fields/page-limit.js';
import { INSTANT, oneOf, text } from '../fields/rules.js';
import { refuseFaults } from '../problem/problem.js';
import { readCursor } from './cursor.js';

const LIMIT = { fallback: 50, max: 200 };

const CURSOR_RULE: Rule = {
  expects: 'the "next" of a previous response',
  cure: 'Send it unchanged, or leave it out to start with the newest.',
  accepts: (value) => typeof value === 'string' && readCursor(value) !== undefined,
  schema: { type: 'string', maxLength: 200 },
};

const STATUS_RULE: Rule = {
  expects: `statuses, separated by commas: ${[...Object.keys(STATUS_GROUPS), ...STATUS_NAMES].join(', ')}`,
  cure: 'Use one of these words, or several.',
  accepts: (value) =>
    typeof value === 'string' && value.length <= 400 && statusesOf(value) !== undefined,
  schema: { type: 'string', maxLength: 400, example: 'failed,missed' },
};

/** Query parameters of the list; all filters apply. */
export class ListQueryDto {
  @Optional(pageLimit(LIMIT))
  limit?: string;

  /** Continues where a page ended. */
  @Optional(CURSOR_RULE)
  after?: string;

  /** One or more, or a group of them: in-progress, stopped, or over. */
  @Optional(STATUS_RULE)
  status?: string;

  @Optional(text({ max: 64 }))
  site?: string;

  @Optional(text({ max: 40 }))
  brand?: string;

  /** The step that is due or running. */
  @Optional(oneOf(STEPS))
  step?: string;

  @Optional(oneOf(['true', 'false']))
  held?: string;

  /** Part of the title, ignoring case; a whole TrackId; or a post number. */
  @Optional(text({ max: 200 }))
  text?: string;

  /** Only what is to be sent at this time or later. */
  @Optional(INSTANT)
  sendFrom?: string;

  /** Only what is to be sent before this time. */
  @Optional(INSTANT)
  sendTo?: string;
}

/** What to list. @throws Problem for an invalid query. */
export function readListQuery(query: object) {
  const { instance, faults } = checked(ListQueryDto, { ...query });
  refuseFaults('invalid-request', faults);
  const { limit, after, held, status, ...exact } = instance;
  const statuses = status === undefined ? undefined : statusesOf(status);
  const cursor: Cursor | undefined = after === undefined ? undefined : readCursor(after);
  return {
    limit: Number(limit ?? LIMIT.fallback),
    filter: {
      ...exact,
      ...(statuses ? { statuses } : {}),
      ...(held === undefined ? {} : { held: held === 'true' }),
    },
    ...(cursor ? { after: cursor } : {}),
  };
}

export type ListQuery = ReturnType<typeof readListQuery>;
