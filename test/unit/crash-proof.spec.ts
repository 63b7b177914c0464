import { describe, expect, it } from 'vitest';
import { lifeOf } from '../crash/life.js';
import { Closing } from '../crash/closing.js';

describe('what the crash proof opens', () => {
  it('is closed in reverse, once, however often that is requested', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    await closing.add(() => void closed.push('server'));
    await closing.add(() => void closed.push('database'));
    await Promise.all([closing.run(), closing.run()]);
    expect(closed).toEqual(['database', 'server']);
  });

  it('is closed although something before it cannot be', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    await closing.add(() => void closed.push('server'));
    await closing.add(() => Promise.reject(new Error('the broker is gone')));
    await expect(closing.run()).rejects.toThrow('the broker is gone');
    expect(closed).toEqual(['server']);
  });

  it('is closed at once if it opens during the closing', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    await closing.run();
    await closing.add(() => void closed.push('late'));
    expect(closed).toEqual(['late']);
  });
});

describe('the lives of its newsletters', () => {
  const lives = Array.from({ length: 300 }, (_, number) => lifeOf(1, number));
  const acts = lives.flat();

  it('lose, refuse and overtake events, but never the last one', () => {
    for (const fate of ['lost', 'refused', 'swapped'] as const) {
      expect(acts.filter((act) => act.fate === fate).length).toBeGreaterThan(10);
    }
    expect(lives.every((life) => life.at(-1)?.fate === 'told')).toBe(true);
  });

  it('change dates by plain saves, and publish without consent', () => {
    const redated = acts.filter(
      ({ type, status, consent }) => type === 'saved' && status === 'future' && consent === 'new',
    );
    expect(redated.length).toBeGreaterThan(10);
    const unasked = acts.filter(
      ({ status, consent }) => status === 'publish' && consent === 'none',
    );
    expect(unasked.length).toBeGreaterThan(10);
  });
});
