import { describe, expect, it } from 'vitest';
import { codec } from '#events';
import type { Clock } from '../clock/clock.js';
import { LastKnown } from './last-known.js';
import { StreamReader } from './stream-reader.js';

type Reading = { streams: string[]; answer: () => void };

/** A store without events that responds on command. */
function slowStore() {
  const readings: Reading[] = [];
  const now = new Date(0);
  const steadily = (_sql: string, [asked]: unknown[]) =>
    new Promise((resolve) => {
      const all = JSON.parse(asked as string) as { n: number; stream_id: string }[];
      const rows = all.map(({ n }) => ({ n, id: null, now, epoch: '1', isWhole: true }));
      readings.push({
        streams: all.map(({ stream_id }) => stream_id),
        answer: () => resolve(rows),
      });
    });
  const clock = { steadily } as unknown as Clock;
  return { readings, reader: new StreamReader(codec, clock, new LastKnown()) };
}

const nextTick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('streams that are requested while others are read', () => {
  it('come together once one of two round trips is over', async () => {
    const { readings, reader } = slowStore();
    const read = async (id: string) => {
      const found = reader.read({ stream: { category: 'deployment', id }, after: 0, upTo: 9 });
      await nextTick();
      return { found };
    };
    const all = [];
    for (const id of ['a', 'b', 'c', 'd', 'e']) all.push((await read(id)).found);
    expect(readings.map(({ streams }) => streams)).toEqual([['a'], ['b']]);
    readings[0]?.answer();
    await all[0];
    await nextTick();
    expect(readings.map(({ streams }) => streams)).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
    for (const { answer } of readings) answer();
    await Promise.all(all);
  });
});
