import { afterEach, describe, expect, it, vi } from 'vitest';
import { Turns } from './turns.js';

const MOST_MS = 1_000;
const nextTick = () => new Promise<void>((resolve) => setImmediate(resolve));

afterEach(() => vi.useRealTimers());

describe('turns', () => {
  it('begin at the end of the tick, as many as are free, the others in order', async () => {
    const turns = new Turns(2, MOST_MS);
    const begun: number[] = [];
    for (const n of [1, 2, 3, 4]) turns.next(() => void begun.push(n));
    expect(begun).toEqual([]);
    await nextTick();
    expect(begun).toEqual([1, 2]);
    turns.end();
    expect(begun).toEqual([1, 2, 3]);
    turns.end();
    turns.end();
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('are free again when nobody waits', async () => {
    const turns = new Turns(1, MOST_MS);
    const begun: number[] = [];
    turns.next(() => void begun.push(1));
    await nextTick();
    turns.end();
    turns.next(() => void begun.push(2));
    await nextTick();
    expect(begun).toEqual([1, 2]);
  });

  it('begin after a second at most, whatever holds up those before them', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const turns = new Turns(1, MOST_MS);
    const begun: number[] = [];
    for (const n of [1, 2, 3]) turns.next(() => void begun.push(n));
    await nextTick();
    await vi.advanceTimersByTimeAsync(MOST_MS);
    expect(begun).toEqual([1, 2, 3]);
    turns.next(() => void begun.push(4));
    for (const _over of begun) turns.end();
    await nextTick();
    expect(begun).toEqual([1, 2, 3, 4]);
  });
});
