import type { BrokerWakeUp, BrokerWakeUps, Traceparents } from '#event-store';
import type { DueWakeUp, WakeUpPublisher } from '#messaging';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WakeUpSender } from './wake-up-sender.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a wake-up that was read a while ago', () => {
  it('is due that much sooner', async () => {
    const sent: DueWakeUp[] = [];
    const publisher = { send: async (some: DueWakeUp[]) => void sent.push(...some) };
    const traceparents = { of: () => Promise.resolve(new Map()) };
    const sender = new WakeUpSender(
      {} as BrokerWakeUps,
      publisher as unknown as WakeUpPublisher,
      traceparents as unknown as Traceparents,
    );
    const readAtMs = performance.now();
    vi.advanceTimersByTime(2_000);
    await sender.send([{ timer: {}, dueInMs: 5_000 } as BrokerWakeUp], readAtMs);
    expect(sent).toMatchObject([{ dueInMs: 3_000 }]);
  });
});
