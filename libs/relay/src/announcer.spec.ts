import type { FeedEntry } from '#event-store';
import type { EventPublisher } from '#messaging';
import { describe, expect, it } from 'vitest';
import { announce } from './announcer.js';

const FIRST = {
  type: 'DeploymentRequested',
  data: { site: 'daily', brand: 'DAILY', post: { id: 7, uid: 'a' } },
};

/** A public event, or a private one. */
function entry(position: number, type: 'DeploymentResumed' | 'StepDue'): FeedEntry {
  const event = {
    id: `e-${position}`,
    type,
    data: { because: 'person' },
    at: '2026-11-30T12:00:00.000Z',
    stream: { category: 'deployment', id: 'a' },
    version: position,
    metadata: { correlationId: 'a', actor: { kind: 'service', id: 'spec' } },
  };
  return { position: String(position), epoch: 'e', first: FIRST, event } as unknown as FeedEntry;
}

const ENTRIES = [
  entry(1, 'StepDue'),
  entry(2, 'DeploymentResumed'),
  entry(3, 'StepDue'),
  entry(4, 'DeploymentResumed'),
  entry(5, 'StepDue'),
];

describe('entries of which only the first announcements are in yet', () => {
  it.each([
    [1, 3],
    [2, 5],
  ])('%i of 2: they end before the next announcement', async (count, length) => {
    const publisher = { publish: () => Promise.resolve(count) } as unknown as EventPublisher;
    const announced = await announce(publisher, ENTRIES);
    expect(announced).toEqual({ entries: ENTRIES.slice(0, length) });
  });
});
