import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Condition } from './condition.js';
import { StandingLog } from './standing-log.js';

const MINUTE_MS = 60_000;
const LAG: Condition = {
  key: 'check:relay',
  alert: 'RelayLag',
  level: 'ticket',
  words: '3 events wait to be published.',
  cure: 'see the checks of the broker.',
  link: null,
  afterMs: 5 * MINUTE_MS,
};

let lines: [string, unknown][];
let log: StandingLog;

const write = (active: Condition[], atMs: number, isUnknown = () => false) =>
  log.write({ active, isUnknown }, atMs);
const levels = () => lines.map(([level]) => level);

beforeEach(() => {
  lines = [];
  log = new StandingLog();
  for (const level of ['log', 'warn', 'error'] as const) {
    vi.spyOn(Logger.prototype, level).mockImplementation((line) => void lines.push([level, line]));
  }
});

afterEach(() => vi.restoreAllMocks());

describe('a problem', () => {
  it('is a warning once, an error once it lasts, and over once it is gone', () => {
    for (const minute of [0, 1, 5, 6]) write([LAG], minute * MINUTE_MS);
    write([], 7 * MINUTE_MS);
    write([], 8 * MINUTE_MS);
    expect(levels()).toEqual(['warn', 'error', 'log']);
    expect(lines[0]?.[1]).toEqual({
      msg: `${LAG.words} To fix it: ${LAG.cure}`,
      alert: 'RelayLag',
    });
    expect(lines[2]?.[1]).toEqual({ msg: `Over: ${LAG.words}`, alert: 'RelayLag' });
  });

  it('is a separate sentence before what to do', () => {
    write([{ ...LAG, words: 'Missed their send time' }], 0);
    const msg = `Missed their send time. To fix it: ${LAG.cure}`;
    expect(lines).toMatchObject([['warn', { msg }]]);
  });

  it('is an error at once if a person must act at once', () => {
    write([{ ...LAG, afterMs: 0 }], 0);
    expect(levels()).toEqual(['error']);
  });

  it('is not over while that is unknown', () => {
    write([LAG], 0);
    write([], MINUTE_MS, () => true);
    write([LAG], 2 * MINUTE_MS);
    expect(levels()).toEqual(['warn']);
  });

  it('is not logged again, nor as over, if the log already has it as an error', () => {
    for (const minute of [0, 6]) write([{ ...LAG, inLog: 'error' }], minute * MINUTE_MS);
    write([], 7 * MINUTE_MS);
    expect(levels()).toEqual([]);
  });

  it('is logged once it lasts if the log already has it as a warning', () => {
    const known: Condition = { ...LAG, inLog: 'warning' };
    write([known], 0);
    expect(levels()).toEqual([]);
    write([known], 5 * MINUTE_MS);
    write([], 6 * MINUTE_MS);
    expect(levels()).toEqual(['error', 'log']);
  });

  it('that ended before it lasted is not logged as over if the log already has both', () => {
    write([{ ...LAG, inLog: 'warning' }], 0);
    write([], MINUTE_MS);
    expect(levels()).toEqual([]);
  });
});
