import type { ClockCorrection } from '#events';
import { type Instant, plus } from '../instant.js';
import type { Deployment } from '../state.js';
import type { Evolvers } from './evolvers.js';

/** Fields that hold when something was recorded, or an instant some time after that. */
const RECORDED = new Set([
  'requestedAt',
  'savedAt',
  'changedAt',
  'firstUnsentAt',
  'askedAt',
  'withdrawnAt',
  'sendAskedAt',
  'syncAt',
  'lastOutcomeAt',
  'createdAt',
  'assignedAt',
  'recoveredAt',
  'readyAt',
  'cancelledAt',
  'searchedEmptyAt',
  'startedAt',
  'leaseUntil',
  'retryAt',
  'at',
]);

/** What others say, or what was requested from Omeda; what is due is derived again. */
const AS_IT_IS = new Set(['consent', 'content', 'request', 'requests', 'due', 'sent']);

export function isRecordedIn({ from, to }: ClockCorrection, at: Instant | undefined): boolean {
  return at !== undefined && at >= from && at <= to;
}

/** A state whose instants are as the right clock would have recorded them. */
export function corrected<T extends object>(part: T, by: ClockCorrection): T {
  const fields = Object.entries(part).map(([name, value]) => [name, moved(name, value, by)]);
  return Object.fromEntries(fields) as T;
}

function moved(name: string, value: unknown, by: ClockCorrection): unknown {
  if (AS_IT_IS.has(name) || Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) return corrected(value, by);
  const isWrong = RECORDED.has(name) && typeof value === 'string' && isRecordedIn(by, value);
  return isWrong ? plus(value, by.byMs) : value;
}

export const clock: Evolvers<'ClockCorrected'> = {
  ClockCorrected: (state, by): Deployment => ({ ...corrected(state, by), clockStep: by.step }),
};
