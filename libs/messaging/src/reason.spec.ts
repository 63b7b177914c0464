import { describe, expect, it } from 'vitest';
import { reasonOf } from './reason.js';

describe('the reason of something thrown', () => {
  it.each([
    [new TypeError('x is not a function'), 'TypeError: x is not a function'],
    [{ status: 'error', message: 'Internal server error' }, 'Internal server error'],
    ['gone', 'gone'],
    [{ code: 7 }, '{"code":7}'],
    [undefined, 'unknown reason'],
  ])('of %j is %j', (error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });

  it('has a limited length', () => {
    expect(reasonOf(new Error('x'.repeat(10_000)))).toHaveLength(500);
  });
});
