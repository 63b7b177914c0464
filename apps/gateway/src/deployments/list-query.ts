import { refuseFaults } from '../problem/problem.js';

const LIMIT = { fallback: 50, max: 200 };

/** How many to list. @throws Problem for anything else in the query. */
export function readListQuery(query: Record<string, unknown>): { limit: number } {
  const { limit = String(LIMIT.fallback), ...unknown } = query;
  const faults = Object.keys(unknown).map((name) => ({
    field: name.slice(0, 100),
    problem: 'is not known here',
    cure: 'Remove it: limit is what can be asked for.',
  }));
  const value = typeof limit === 'string' && /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (value < 1 || value > LIMIT.max) {
    const problem = `must be a whole number from 1 to ${LIMIT.max}`;
    faults.push({ field: 'limit', problem, cure: `Leave it out for ${LIMIT.fallback}.` });
  }
  refuseFaults('invalid-request', faults);
  return { limit: value };
}
