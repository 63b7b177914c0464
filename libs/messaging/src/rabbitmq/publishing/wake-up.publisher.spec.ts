import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WakeUp } from '../../wake-up.js';
import type { RabbitConnection } from '../connection/connection.js';
import type { Outgoing } from '../messages/outgoing.js';
import { topologyOf } from '../topology/topology.js';
import type { Publisher } from './publisher.js';
import { WakeUpPublisher } from './wake-up.publisher.js';

let sent: unknown[];
let wakeUps: WakeUpPublisher;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  sent = [];
  const publishAll = async (messages: readonly Outgoing[]) => {
    sent.push(...messages.map(({ headers = {} }) => headers['nl-delay']));
  };
  const connection = { topology: topologyOf() } as RabbitConnection;
  wakeUps = new WakeUpPublisher({ publishAll } as unknown as Publisher, connection);
});

afterEach(() => {
  vi.useRealTimers();
});

async function send(count: number): Promise<void> {
  const wakeUp = { deploymentId: 'a' } as WakeUp;
  await wakeUps.send(Array.from({ length: count }, () => ({ wakeUp, dueInMs: 4_700 })));
}

describe('wake-ups that are due in almost as long as a delay queue takes', () => {
  it('go through shorter queues if they are few: they are to be exact', async () => {
    await send(30);
    expect(new Set(sent)).toEqual(new Set(['2s']));
  });

  it('go through one queue if they are many', async () => {
    await send(100);
    expect(new Set(sent)).toEqual(new Set(['5s']));
  });

  it('go through one queue if they are many a second, whatever is sent at once', async () => {
    for (let batch = 0; batch < 5; batch += 1) {
      await send(30);
      vi.advanceTimersByTime(50);
    }
    expect(sent.slice(0, 90)).not.toContain('5s');
    expect(new Set(sent.slice(90))).toEqual(new Set(['5s']));
    vi.advanceTimersByTime(2_000);
    await send(1);
    expect(sent.at(-1)).toBe('2s');
  });
});
