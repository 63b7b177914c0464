import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RabbitConnection } from '../connection/connection.js';
import type { Outgoing } from '../messages/outgoing.js';
import { topologyOf } from '../topology/topology.js';
import { EventPublisher } from './event.publisher.js';
import type { Publisher } from './publisher.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Over one channel of a broker that takes so long for its confirms; and how many messages went at once. */
function publisher(confirmMs: number): { events: EventPublisher; sizes: number[] } {
  const sizes: number[] = [];
  const publishAll = async (messages: readonly Outgoing[]) => {
    sizes.push(messages.length);
    vi.advanceTimersByTime(confirmMs);
  };
  const connection = { topology: topologyOf() } as RabbitConnection;
  const broker = { publishAll, channel: {} } as unknown as Publisher;
  return { events: new EventPublisher(broker, connection), sizes };
}

/** Ten events of one newsletter. */
const batch = Array.from({ length: 10 }, (_one, n) => {
  const event = { id: `${n}`, type: 'updated', subject: 'a', site: 'daily' };
  return { routingKey: 'deployment.updated', event };
});

describe('a batch of announcements', () => {
  it('begins with one over a new channel; once that is confirmed, the others go at once', async () => {
    const { events, sizes } = publisher(100);
    expect(await events.publish(batch)).toBe(10);
    expect(sizes).toEqual([1, 9]);
  });

  it('ends early if it takes long: the lease of the relay is not prolonged meanwhile', async () => {
    const { events } = publisher(5_000);
    expect(await events.publish(batch)).toBe(1);
    expect(await events.publish(batch.slice(1))).toBe(9);
  });
});
