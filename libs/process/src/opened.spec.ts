import { describe, expect, it } from 'vitest';
import { Opened } from './opened.js';

function partsOf(closed: string[]) {
  return (name: string, failure?: Error) => ({
    close: async () => {
      closed.push(name);
      if (failure) throw failure;
    },
  });
}

describe('what was opened', () => {
  it('is closed as a whole, the last first, even if one part cannot be closed', async () => {
    const closed: string[] = [];
    const part = partsOf(closed);
    const opened = new Opened();
    for (const one of [part('server'), part('database', new Error('gone')), part('app')]) {
      opened.add(one);
    }
    await expect(opened.close()).rejects.toThrow('gone');
    expect(closed).toEqual(['app', 'database', 'server']);
  });

  it('is closed even if it was still opening, and nothing follows it', async () => {
    const closed: string[] = [];
    const part = partsOf(closed);
    const opened = new Opened();
    let isOpen: () => void = () => undefined;
    const server = new Promise<void>((resolve) => (isOpen = resolve)).then(() => part('server'));
    const refusal = opened.opening(server).then(
      () => undefined,
      (error: Error) => error.message,
    );
    const closing = opened.close();
    isOpen();
    expect(await refusal).toContain('stopped before it was up');
    expect(() => opened.add(part('app'))).toThrow('stopped before it was up');
    await closing;
    await opened.close();
    expect(closed.toSorted()).toEqual(['app', 'server']);
  });

  it('is closed once: a concurrent close waits for the same', async () => {
    const closed: string[] = [];
    const part = partsOf(closed);
    const opened = new Opened();
    let isDrained: () => void = () => undefined;
    const drained = new Promise<void>((resolve) => (isDrained = resolve));
    opened.add(part('database', new Error('gone')));
    opened.add({ close: () => drained.then(() => void closed.push('app')) });
    const first = opened.close().catch(({ message }: Error) => message);
    const second = opened.close().catch(({ message }: Error) => message);
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toEqual([]);
    isDrained();
    expect([await first, await second]).toEqual(['gone', 'gone']);
    expect(closed).toEqual(['app', 'database']);
  });
});
