import { refuseFaults } from '../problem/problem.js';

/** The number of an event in a stream, from 1; fits the store's column. */
const VERSION = /^[1-9]\d{0,8}$/;

/** `?at=version` of a request; undefined for the current status. @throws Problem. */
export function readAt(query: Record<string, unknown>): number | undefined {
  const { at, ...unknown } = query;
  const faults = Object.keys(unknown).map((name) => ({
    field: name.slice(0, 100),
    problem: 'is not a known field',
    cure: 'Remove it. The only parameter is at.',
  }));
  if (at !== undefined && !(typeof at === 'string' && VERSION.test(at))) {
    const problem = 'must be the version of an existing event, starting at 1';
    const cure = 'Take it from the history, or leave it out for the current status.';
    faults.push({ field: 'at', problem, cure });
  }
  refuseFaults('invalid-request', faults);
  return at === undefined ? undefined : Number(at);
}
