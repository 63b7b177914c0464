import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallRecords, type NewCall, StoreUnavailable } from '#event-store';
import { CallLog } from './call-log.js';

let batches: number[][];
let fails: Error | undefined;
let log: CallLog;
let warned: unknown[];

const records = {
  keep: async (calls: readonly NewCall[]) => {
    if (fails) throw fails;
    batches.push(calls.map(({ dueId }) => dueId));
  },
} as unknown as CallRecords;

beforeEach(() => {
  vi.useFakeTimers();
  batches = [];
  fails = undefined;
  warned = [];
  vi.spyOn(Logger.prototype, 'warn').mockImplementation((line: unknown) => void warned.push(line));
  log = new CallLog(records);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function add(from: number, to: number): void {
  for (let dueId = from; dueId <= to; dueId += 1) {
    log.add({ dueId, tookMs: 5 } as Omit<NewCall, 'ageMs'>);
  }
}

const all = () => batches.flat();

describe('the log of calls', () => {
  it('writes all calls of a second with one statement', async () => {
    add(1, 3);
    await vi.advanceTimersByTimeAsync(900);
    add(4, 6);
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toEqual([[1, 2, 3, 4, 5, 6]]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches).toHaveLength(1);
  });

  it('writes what is left when the process stops', async () => {
    add(1, 2);
    await log.onApplicationShutdown();
    expect(batches).toEqual([[1, 2]]);
  });

  it('keeps calls while the store is unavailable, up to a limit, and logs how many it dropped', async () => {
    fails = new StoreUnavailable('down');
    add(1, 10);
    await vi.advanceTimersByTimeAsync(60_000);
    add(11, 1_200);
    await vi.advanceTimersByTimeAsync(60_000);
    fails = undefined;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(all()).toEqual(Array.from({ length: 1_000 }, (_one, index) => index + 201));
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(250);
    expect(warned).toEqual([{ msg: '200 calls to Omeda were not recorded.' }]);
  });

  it('drops a batch that the store refuses, and continues', async () => {
    fails = new Error('value out of range');
    add(1, 2);
    await vi.advanceTimersByTimeAsync(1_000);
    fails = undefined;
    add(3, 3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(all()).toEqual([3]);
    expect(warned).toHaveLength(2);
  });

  it('ends with the process although the store is unavailable', async () => {
    fails = new StoreUnavailable('down');
    add(1, 2);
    await log.onApplicationShutdown();
    fails = undefined;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches).toEqual([]);
  });
});
