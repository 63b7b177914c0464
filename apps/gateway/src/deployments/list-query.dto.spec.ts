import { describe, expect, it } from 'vitest';
import { Problem } from '../problem/problem.js';
import { readCursor, writeCursor } from './cursor.js';
import { readListQuery } from './list-query.dto.js';

const CURSOR = {
  createdAt: '2026-11-24T14:08:13.123Z',
  deploymentId: '7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11',
};

describe('the query of a list', () => {
  it('is the newest fifty by default', () => {
    expect(readListQuery({})).toEqual({ limit: 50, filter: {} });
  });

  it('may be narrowed, and continue where a page ended', () => {
    const asked = { limit: '7', status: 'held', step: 'content', held: 'false', text: 'News' };
    expect(
      readListQuery({
        ...asked,
        after: writeCursor({ ...CURSOR, createdAt: new Date(CURSOR.createdAt) }),
      }),
    ).toEqual({
      limit: 7,
      filter: { statuses: ['held'], step: 'content', held: false, text: 'News' },
      after: CURSOR,
    });
  });

  it('takes several statuses, and groups of them', () => {
    const { filter } = readListQuery({ status: 'stopped, scheduled,held' });
    expect(filter).toEqual({ statuses: ['incomplete', 'missed', 'held', 'failed', 'scheduled'] });
  });

  it.each([
    ['limit', '0'],
    ['limit', '201'],
    ['limit', '1e2'],
    ['status', 'lost'],
    ['status', 'held,lost'],
    ['status', 'held,'],
    ['status', 'toString'],
    ['step', 'fly'],
    ['held', 'yes'],
    ['after', 'bmV4dA'],
    ['text', ['a', 'b']],
    ['colour', 'red'],
  ])('cannot be %s=%j, and the response names it', (field, value) => {
    try {
      readListQuery({ [field]: value });
    } catch (error) {
      expect((error as Problem).body('').errors?.[0]).toMatchObject({ field });
      return;
    }
    throw new Error('it was accepted');
  });
});

describe('a cursor', () => {
  it('is read back as written', () => {
    expect(readCursor(writeCursor({ ...CURSOR, createdAt: new Date(CURSOR.createdAt) }))).toEqual(
      CURSOR,
    );
  });

  it.each(['', '%', 'x', Buffer.from('2026-13-45T99:99:99.000Z x').toString('base64url')])(
    'is not %j',
    (text) => {
      expect(readCursor(text)).toBeUndefined();
    },
  );
});
