import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Reading, type Turn } from './reading.js';

type Asked = Turn<string> & { answer: (data: string) => void; fail: (error: Error) => void };

let asked: Asked[];
let shown: string[];
let reading: Reading<string>;

const load = (turn: Turn<string>) =>
  new Promise<string>((answer, fail) => {
    turn.signal.addEventListener('abort', () => fail(turn.signal.reason as Error));
    asked.push({ ...turn, answer, fail });
  });

/** The latest request. */
const last = () => asked.at(-1) as Asked;
/** Lets everything that follows a response happen. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  shown = [];
  reading = new Reading(load, {
    onData: (data) => shown.push(data),
    onError: ({ message }) => shown.push(`failed: ${message}`),
  });
  reading.again();
});

afterEach(() => {
  reading.stop();
  vi.useRealTimers();
});

describe('what is read again', () => {
  it('may finish, and is read once more for all changes in the meantime', async () => {
    for (let count = 0; count < 5; count += 1) reading.again();
    expect(asked.length).toBe(1);
    expect(last().signal.aborted).toBe(false);
    last().answer('first');
    await settle();
    expect(shown).toEqual(['first']);
    expect(asked.length).toBe(2);
    last().answer('second');
    await settle();
    expect(shown).toEqual(['first', 'second']);
    expect(asked.length).toBe(2);
  });

  it('arrives although changes are more frequent than responses', async () => {
    for (let answers = 1; answers <= 3; answers += 1) {
      for (let changes = 0; changes < 4; changes += 1) {
        reading.again();
        await vi.advanceTimersByTimeAsync(300);
      }
      last().answer(`answer ${answers}`);
      await settle();
    }
    expect(shown).toEqual(['answer 1', 'answer 2', 'answer 3']);
  });

  it('is read again after it failed', async () => {
    last().fail(new Error('The store is away.'));
    await settle();
    reading.again();
    last().answer('back');
    await settle();
    expect(shown).toEqual(['failed: The store is away.', 'back']);
  });

  it('builds on what is known', async () => {
    expect(last().known).toBeUndefined();
    last().answer('first');
    await settle();
    reading.again();
    expect(last().known).toBe('first');
  });

  it('that never arrives is given up', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toEqual(['failed: The gateway did not respond within a minute.']);
    reading.again();
    expect(asked.length).toBe(2);
  });
});

describe('a part', () => {
  it('is shown until everything is loaded, and never instead of it', async () => {
    last().show('part');
    last().answer('all');
    await settle();
    reading.again();
    last().show('part again');
    last().answer('all again');
    await settle();
    expect(shown).toEqual(['part', 'all', 'all again']);
  });
});

describe('what should not be shown any more', () => {
  it('is given up at once, and never shown', async () => {
    const first = last();
    reading.stop();
    expect(first.signal.aborted).toBe(true);
    first.show('part');
    first.answer('late');
    await settle();
    reading.again();
    expect(asked.length).toBe(1);
    expect(shown).toEqual([]);
  });
});
