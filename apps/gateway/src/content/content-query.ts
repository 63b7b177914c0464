import { refuseFaults } from '../problem/problem.js';

const REVISION = /^[1-9]\d{0,8}$/;

/** `?revision=` of a request; undefined when it asks for the newest. @throws Problem. */
export function readRevision(query: Record<string, unknown>): number | undefined {
  const { revision, ...unknown } = query;
  const faults = Object.keys(unknown).map((name) => ({
    field: name.slice(0, 100),
    problem: 'is not a known field',
    cure: 'Remove it. The only parameter is revision.',
  }));
  if (revision !== undefined && !(typeof revision === 'string' && REVISION.test(revision))) {
    const problem = 'must be the number of an existing revision, starting at 1';
    const cure = 'Take it from the history, or leave it out for the latest.';
    faults.push({ field: 'revision', problem, cure });
  }
  refuseFaults('invalid-request', faults);
  return revision === undefined ? undefined : Number(revision);
}
