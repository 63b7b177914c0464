import { describe, expect, it } from 'vitest';
import { ACTIONS, readAction } from './action.dto.js';

describe('an action', () => {
  it.each(ACTIONS.filter((kind) => kind !== 'send'))('%s needs no body', (kind) => {
    expect(readAction(kind, undefined)).toEqual({ kind });
    expect(readAction(kind, {})).toEqual({ kind });
  });

  it('carries the time to send and the reason to hold', () => {
    expect(readAction('send', { at: 'now' })).toEqual({ kind: 'send', at: 'now' });
    const at = '2026-11-24T14:08:13Z';
    expect(readAction('send', { at })).toEqual({ kind: 'send', at });
    expect(readAction('hold', { reason: 'wait' })).toEqual({ kind: 'hold', reason: 'wait' });
    expect(readAction('hold', { reason: ' \u0000 ' })).toEqual({ kind: 'hold' });
  });

  it('has its reason on one line, without terminal control characters', () => {
    const reason = 'wait\r\n\u001b[2Jfor \u202elegal';
    expect(readAction('hold', { reason })).toEqual({ kind: 'hold', reason: 'wait [2Jfor legal' });
  });

  it('nested too deep is refused', () => {
    const reason: unknown = JSON.parse(`${'['.repeat(7_000)}${']'.repeat(7_000)}`);
    expect(() => readAction('hold', { reason })).toThrow(/nested more than 12 levels deep/);
  });

  it.each([
    ['send', undefined, 400, 'at'],
    ['send', { at: 'tomorrow' }, 400, 'at'],
    ['send', { at: 'now', to: 'all' }, 400, 'to'],
    ['hold', { reason: 7 }, 400, 'reason'],
    ['hold', { reason: { constructor: { prototype: {} } } }, 400, 'reason.constructor'],
    ['cancel', { really: true }, 400, 'really'],
    ['cancel', [], 400, undefined],
  ] as const)('%s with %j is refused', (kind, body, status, field) => {
    expect(() => readAction(kind, body)).toThrow(
      expect.objectContaining({
        status,
        ...(field ? { extras: { errors: [expect.objectContaining({ field })] } } : {}),
      }),
    );
  });
});
