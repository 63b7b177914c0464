import { refuseFaults } from '../problem/problem.js';

/** The number of an event in a stream, from 1; fits the store's column. */
const VERSION = /^[1-9]\d{0,8}$/;

/** `?at=version` of a request; undefined when it asks for the present. @throws Problem. */
export function readAt(query: Record<string, unknown>): number | undefined {
  const { at, ...unknown } = query;
  const faults = Object.keys(unknown).map((name) => ({
    field: name.slice(0, 100),
    problem: 'is not known here',
    cure: 'Remove it: at is what can be asked for.',
  }));
  if (at !== undefined && !(typeof at === 'string' && VERSION.test(at))) {
    const problem = 'must be the version of one of its events, from 1';
    const cure = 'Take it from the history; leave it out for the present.';
    faults.push({ field: 'at', problem, cure });
  }
  refuseFaults('invalid-request', faults);
  return at === undefined ? undefined : Number(at);
}
