import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whileSeen } from './seen.js';
import { Tab } from './tab.testing.js';

let tab: Tab;
let calls: string[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  tab = new Tab();
  vi.stubGlobal('document', tab);
  calls = [];
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a page', () => {
  beforeEach(() => {
    stop = whileSeen(() => calls.push('read'));
  });

  it('is read again once a minute while it is visible', () => {
    vi.advanceTimersByTime(3 * 60_000);
    expect(calls.length).toBe(3);
  });

  it('is not read while it is hidden, and at once when it is visible', () => {
    tab.become('hidden');
    vi.advanceTimersByTime(60 * 60_000);
    expect(calls).toEqual([]);
    tab.become('visible');
    expect(calls).toEqual(['read']);
  });

  it('is left alone once it is gone', () => {
    stop();
    tab.become('visible');
    vi.advanceTimersByTime(60_000);
    expect(calls).toEqual([]);
  });
});
