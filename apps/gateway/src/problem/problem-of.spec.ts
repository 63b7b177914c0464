import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#event-store';
import { problemOf } from './problem-of.js';

const away = new StoreUnavailable(new Error('refused'));
const lost = new StoreUnavailable(new Error('gone'), true);

describe('a store that does not respond', () => {
  it('stored nothing if nothing can have reached it', () => {
    expect(problemOf(away)).toMatchObject({ code: 'try-again', status: 503 });
    expect(problemOf(away).detail).toMatch(/nothing was stored\. Try again/);
  });

  it('leaves a change in doubt if it was lost in the middle', () => {
    expect(problemOf(lost)).toMatchObject({ code: 'try-again', status: 503 });
    expect(problemOf(lost).detail).toMatch(/whether it was stored is not known\. Check before/);
    expect(problemOf(lost).detail).not.toContain('nothing was stored');
  });

  it('can safely be asked again for an event, which is stored once, and for a page', () => {
    expect(problemOf(lost, 'once').detail).toMatch(/not known\. Send it again:.*stored only once/);
    expect(problemOf(lost, 'reads').detail).toBe('The store is not responding. Try again.');
    expect(problemOf(away, 'reads').detail).toBe('The store is not responding. Try again.');
  });
});
