import type { FeedEntry, Lease, RelayBatch } from '#event-store';
import { describe, expect, it } from 'vitest';
import { Checkpoint } from './checkpoint.js';

const ENTRY = { position: '8' } as FeedEntry;

/** What the checkpoint returns for a feed with this many events in each turn: whether to send again what was sent. */
async function askedAgain(...counts: number[]): Promise<boolean[]> {
  const asked: boolean[] = [];
  const next: RelayBatch['next'] = ({ again }) => {
    const count = counts[asked.length] ?? 0;
    asked.push(again);
    return Promise.resolve({ position: '7', entries: Array(count).fill(ENTRY), wakeUps: [] });
  };
  const checkpoint = new Checkpoint({} as Lease, { next } as RelayBatch, 60_000);
  for (const _turn of counts) await checkpoint.next();
  return asked;
}

describe('a relay that has just started', () => {
  it('does not know what was sent of the events that it finds', async () => {
    expect(await askedAgain(1, 1)).toEqual([true, true]);
  });

  it('knows that later events were not sent once it has found nothing', async () => {
    expect(await askedAgain(0, 1)).toEqual([true, false]);
  });
});
