import { describe, expect, it } from 'vitest';
import type { WireCall } from '../api/types.js';
import { callGroups, shortPath } from './call-groups.js';
import type { Leg } from './journey.js';

const time = (second: number) => new Date(Date.UTC(2026, 10, 28, 6, 0, second)).toISOString();

const call = (id: number, dueId: number, step = 'create') =>
  ({ id, dueId, step, beganAt: time(id) }) as WireCall;

const leg = (dueId: number, step: string, startedAt: string | null) =>
  ({ dueId, step, startedAt, dueAt: time(0) }) as Leg;

describe('the calls of a newsletter', () => {
  it('are listed by step in order, the latest step first', () => {
    const groups = callGroups(
      [leg(1, 'create', time(1)), leg(2, 'audience', time(5))],
      [call(6, 2, 'audience'), call(3, 1), call(2, 1)],
    );
    expect(groups.map(({ step, calls }) => [step, calls.map(({ id }) => id)])).toEqual([
      ['audience', [6]],
      ['create', [2, 3]],
    ]);
  });

  it('are missing for a step from before calls were stored', () => {
    const [group] = callGroups([leg(1, 'create', time(1))], []);
    expect(group).toMatchObject({ step: 'create', calls: [], at: time(1) });
  });

  it('show a step that reads, and one that the history does not show', () => {
    const groups = callGroups(
      [leg(3, 'await-audience', null), leg(4, 'content', null)],
      [call(7, 3, 'await-audience'), call(9, 9, 'watch')],
    );
    expect(groups.map(({ step, leg: known }) => [step, known !== null])).toEqual([
      ['watch', false],
      ['await-audience', true],
    ]);
  });

  it('have the path that distinguishes them', () => {
    expect(shortPath('/webservices/rest/brand/FOO/omail/deployment/*')).toBe('/omail/deployment/*');
    expect(shortPath('/other')).toBe('/other');
  });
});
