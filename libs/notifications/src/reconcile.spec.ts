import { describe, expect, it } from 'vitest';
import type { NotificationRecord } from '#event-store';
import type { Condition } from './condition.js';
import { reconcile } from './reconcile.js';

const SETTINGS = { digestMs: 60_000, goneMs: 60_000, reminderMs: 3_600_000, growMs: 300_000 };

const failed: Condition = {
  key: 'NewsletterFailed:1',
  alert: 'NewsletterFailed',
  level: 'ticket',
  words: '1 newsletter of FOO failed.',
  cure: 'Retry it.',
  link: null,
  afterMs: 0,
};
const missed: Condition = { ...failed, key: 'NewsletterMissed:1', alert: 'NewsletterMissed' };
const at = (seconds: number) => new Date(seconds * 1000).toISOString();

/** Checks every few seconds what is wrong then; returns the notifications, and when. */
function notified(reads: [second: number, active: Condition[]][], unknown: string[] = []) {
  let known: NotificationRecord[] = [];
  return reads.flatMap(([second, active]) => {
    const isUnknown = (key: string) => unknown.includes(key);
    const given = { target: 'daily', now: at(second), known, active, isUnknown };
    const { kept, changes } = reconcile(given, SETTINGS);
    known = kept;
    return changes.map(({ change, alert }) => `${second} ${change} ${alert}`);
  });
}

describe('a problem', () => {
  it('is announced once when it begins, and once when it ends', () => {
    const while_ = [0, 30, 60, 90, 120].map((second): [number, Condition[]] => [second, [failed]]);
    const after = [150, 180, 210, 240, 270, 300].map((second): [number, Condition[]] => [
      second,
      [],
    ]);
    expect(notified([...while_, ...after])).toEqual([
      '60 began NewsletterFailed',
      '270 ended NewsletterFailed',
    ]);
  });

  it('that begins within a minute of another one is announced with it', () => {
    expect(
      notified([
        [0, [failed]],
        [50, [failed, missed]],
        [60, [failed, missed]],
      ]),
    ).toEqual(['60 began NewsletterFailed', '60 began NewsletterMissed']);
  });

  it('that must last is not announced before', () => {
    const lasting = { ...failed, afterMs: 300_000 };
    const reads = [0, 300, 359, 360].map((second): [number, Condition[]] => [second, [lasting]]);
    expect(notified(reads)).toEqual(['360 began NewsletterFailed']);
  });

  it('that ends at once is not announced at all', () => {
    expect(
      notified([
        [0, [failed]],
        [10, []],
        [70, []],
        [200, []],
      ]),
    ).toEqual([]);
  });

  it('that disappears for less than a minute has not ended', () => {
    const reads: [number, Condition[]][] = [
      [0, [failed]],
      [60, [failed]],
      [100, []],
      [140, [failed]],
    ];
    expect(notified([...reads, [200, [failed]], [400, [failed]]])).toEqual([
      '60 began NewsletterFailed',
    ]);
  });

  it('that stays is announced again after a set time', () => {
    const reads = [0, 60, 3_659, 3_660, 3_700].map((second): [number, Condition[]] => [
      second,
      [failed],
    ]);
    expect(notified(reads)).toEqual([
      '60 began NewsletterFailed',
      '3660 continues NewsletterFailed',
    ]);
  });

  it('that affects more newsletters is announced again, once in a while', () => {
    const of = (count: number) => [{ ...missed, count }];
    const reads: [number, Condition[]][] = [
      [0, of(1)],
      [60, of(1)],
      [100, of(2)],
      [200, of(3)],
      [360, of(3)],
      [700, of(3)],
      [1_000, of(2)],
      [1_030, of(3)],
    ];
    expect(notified(reads)).toEqual([
      '60 began NewsletterMissed',
      '360 grew NewsletterMissed',
      '1030 grew NewsletterMissed',
    ]);
  });

  it('continues while it is unknown whether it is still there', () => {
    const reads: [number, Condition[]][] = [
      [0, [failed]],
      [60, [failed]],
      [200, []],
      [900, []],
    ];
    expect(notified(reads, [failed.key])).toEqual(['60 began NewsletterFailed']);
  });

  it('that cannot be undone is not announced as over', () => {
    const sent = { ...failed, alert: 'NewsletterSentAfterWithdrawal' };
    expect(
      notified([
        [0, [sent]],
        [60, [sent]],
        [100, []],
        [160, []],
        [220, []],
        [300, []],
      ]),
    ).toEqual(['60 began NewsletterSentAfterWithdrawal']);
  });
});
