import { describe, expect, it } from 'vitest';
import { TIMING, timingFrom } from '../src/index.js';

describe('delays as settings', () => {
  it('are the defaults when nothing is set', () => {
    expect(timingFrom({}, 1, [])).toEqual(TIMING);
  });

  it('can each be set in seconds, by name', () => {
    const timing = timingFrom({ CREATE_DEBOUNCE_SECONDS: '10', STEP_GAP_SECONDS: '0.5' }, 1, []);
    expect(timing).toEqual({ ...TIMING, createDebounceMs: 10_000, stepGapMs: 500 });
  });

  it('are not multiplied if they are set by name', () => {
    expect(timingFrom({ STEP_GAP_SECONDS: '7' }, 0.01, []).stepGapMs).toBe(7_000);
  });

  it.each(['soon', '-1', '1e9'])('refuse %s, with the cure', (text) => {
    const faults: string[] = [];
    timingFrom({ RETRY_BASE_SECONDS: text }, 1, faults);
    expect(faults).toEqual([
      'RETRY_BASE_SECONDS must be a number of seconds from 0 to 604800 (default 60).',
    ]);
  });
});
