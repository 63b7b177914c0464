import { describe, expect, it } from 'vitest';
import { preferredWait } from './prefer-wait.js';

describe('a Prefer header', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['wait=10', 10],
    ['WAIT = 10', 10],
    ['wait="10"', 10],
    ['respond-async, wait=10', 10],
    ['wait=10; strict="x=1"', 10],
    ['wait=10, wait=20', 10],
    ['wait=0', 0],
    ['wait=60', 60],
    ['wait=61', 60],
    ['wait=999999999', 60],
    ['wait', undefined],
    ['wait=', undefined],
    ['wait=-1', undefined],
    ['wait=1.5', undefined],
    ['wait=soon', undefined],
    ['wait=99999999999999999999', undefined],
    ['return=minimal', undefined],
    ['await=10', undefined],
    ['respond-async; foo="wait=3"', undefined],
    ['wait =  "10" ; x', 10],
    ['wait= ; x', undefined],
    [',,, ;=', undefined],
  ])('%j asks for %s', (header, seconds) => {
    expect(preferredWait(header)).toBe(seconds);
  });

  it.each(['wait', 'wait='])('with a flood of blanks is parsed at once: %s', (start) => {
    // Quadratic time would exceed every spec's limit.
    expect(preferredWait(`${start}${' '.repeat(600_000)}"`)).toBeUndefined();
  });
});
