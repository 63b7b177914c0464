import type { ParkedPlace } from '#event-store';
import { checked } from '../../fields/faults.js';
import { Optional, type Rule } from '../../fields/field.js';
import { pageLimit } from '../../fields/page-limit.js';
import { refuseFaults } from '../../problem/problem.js';
import type { ParkedItem } from './parked-items.js';

const LIMIT = { fallback: 200, max: 1_000 };
const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) (.+)$/s;

const AFTER_RULE: Rule = {
  expects: 'the "next" of a previous response',
  cure: 'Send it unchanged, or leave it out to start with the oldest.',
  accepts: (value) => typeof value === 'string' && placeIn(value) !== undefined,
  schema: { type: 'string' },
};

/** Query parameters of the list of parked messages. */
export class ParkedQueryDto {
  /** Continues where an earlier response ended. */
  @Optional(AFTER_RULE)
  after?: string;

  @Optional(pageLimit(LIMIT))
  limit?: string;
}

/** @throws Problem for an invalid query. */
export function readParkedQuery(query: object): { limit: number; after?: ParkedPlace } {
  const { instance, faults } = checked(ParkedQueryDto, { ...query });
  refuseFaults('invalid-request', faults);
  const after = instance.after === undefined ? undefined : placeIn(instance.after);
  return { limit: Number(instance.limit ?? LIMIT.fallback), ...(after ? { after } : {}) };
}

/** The end of a page, as an opaque string; null for the last one. */
export function nextOf(page: ParkedItem[], isLast: boolean): string | null {
  const last = page.at(-1);
  if (isLast || !last?.parkedAt) return null;
  return Buffer.from(`${last.parkedAt} ${last.id}`).toString('base64url');
}

function placeIn(text: string): ParkedPlace | undefined {
  const [, at, id] = FORM.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at)) || id.includes('\0')) return undefined;
  return { at, id };
}
