import { refuseFaults } from '../problem/problem.js';

const REVISION = /^[1-9]\d{0,8}$/;

export type ContentQuery = { revision: number | undefined; isCompared: boolean };

/** `?compare=false` makes no call to Omeda. @throws Problem. */
export function readContentQuery({ compare, ...rest }: Record<string, unknown>): ContentQuery {
  if (compare !== undefined && compare !== 'true' && compare !== 'false') {
    const cure = 'Leave it out to compare the content with Omeda’s.';
    refuseFaults('invalid-request', [{ field: 'compare', problem: 'must be true or false', cure }]);
  }
  return { revision: readRevision(rest), isCompared: compare !== 'false' };
}

/** `?revision=` of a request; undefined for the newest. @throws Problem. */
export function readRevision(query: Record<string, unknown>): number | undefined {
  const { revision, ...unknown } = query;
  const faults = Object.keys(unknown).map((name) => ({
    field: name.slice(0, 100),
    problem: 'is not a known field',
    cure: 'Remove it. The parameters are revision, and compare except for the page.',
  }));
  if (revision !== undefined && !(typeof revision === 'string' && REVISION.test(revision))) {
    const problem = 'must be the number of an existing revision, starting at 1';
    const cure = 'Take it from the history, or leave it out for the latest.';
    faults.push({ field: 'revision', problem, cure });
  }
  refuseFaults('invalid-request', faults);
  return revision === undefined ? undefined : Number(revision);
}
