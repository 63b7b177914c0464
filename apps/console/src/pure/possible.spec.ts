import { describe, expect, it } from 'vitest';
import type { Status } from '../api/types.js';
import { comparedRows } from './differences.js';
import { actionsFor } from './possible.js';

const WANTED: Status['wanted'] = {
  intent: 'publish',
  revision: 2,
  sendAt: '2026-11-28T12:00:00.000Z',
  sendAtBy: 'person',
  onPublish: 'schedule',
  name: 'Morning',
  omedaTypeId: 1,
  audienceQuery: 'Readers',
  contentHash: 'b',
};
const ACHIEVED: NonNullable<Status['achieved']> = {
  trackId: 'FOO1',
  name: 'Morning',
  omedaTypeId: 1,
  audience: { query: 'Readers', status: 'ready', recipientCount: 3 },
  contentHash: 'a',
  contentRevision: 1,
  testedHash: 'a',
  testsSent: 1,
  scheduled: { sendAt: '2026-11-28T12:00:00.000Z', scheduledDate: '2026-11-28 06:00' },
  cancelledAt: null,
  sent: null,
  results: null,
};

function status(changes: Partial<Status>): Status {
  const known = { status: 'scheduled', wanted: WANTED, achieved: ACHIEVED, warnings: [] };
  return { ...known, ...changes } as Status;
}

describe('what is offered', () => {
  it.each<[string, Partial<Status>, string[]]>([
    ['a sent one', { status: 'sent' }, []],
    ['one that was sent after it was withdrawn', { status: 'sent-after-withdrawal' }, []],
    ['a missed one', { status: 'missed' }, ['send', 'cancel']],
    ['a failed one', { status: 'failed' }, ['retry', 'hold', 'cancel']],
    [
      'a held one',
      { status: 'held', held: { by: 'person', reason: '', at: '' } },
      ['resume', 'cancel'],
    ],
    [
      'a held one that could not be unscheduled',
      {
        status: 'held',
        held: { by: 'person', reason: '', at: '' },
        failed: { step: 'unschedule', words: 'No.', at: '', attempt: 1 },
      },
      ['retry', 'cancel'],
    ],
    [
      'a withdrawn one that Omeda still has a time for',
      {
        status: 'withdrawn',
        due: { dueId: 2, step: 'unschedule', at: '', attempt: 2, reason: 'retry' },
      },
      ['sync-now', 'retry'],
    ],
    ['a scheduled one', {}, ['unschedule', 'cancel']],
    [
      'one on its way',
      {
        status: 'created',
        achieved: null,
        due: { dueId: 2, step: 'audience', at: '', attempt: 1, reason: '' },
      },
      ['sync-now', 'hold', 'cancel'],
    ],
  ])('for %s is what may help', (_what, changes, actions) => {
    expect(actionsFor(status(changes))).toEqual(actions);
  });
});

describe('what is wanted, beside what Omeda has', () => {
  it('differs in content and test while a new revision is on its way', () => {
    const differing = comparedRows(status({}), 'UTC').filter(({ isSame }) => !isSame);
    expect(differing.map(({ name }) => name)).toEqual(['Content', 'Test']);
  });

  it('differs in everything if Omeda has nothing yet', () => {
    const rows = comparedRows(status({ achieved: null }), 'UTC');
    expect(rows.every(({ isSame, achieved }) => !isSame && achieved === '–')).toBe(true);
  });

  it('does not differ in its time once it was sent', () => {
    const sent = { ...ACHIEVED, scheduled: null, sent: { sentAt: '2026-11-28T12:03:00.000Z' } };
    const rows = comparedRows(status({ achieved: sent }), 'UTC');
    expect(rows.at(-1)).toMatchObject({ name: 'Send time', isSame: true });
  });
});
