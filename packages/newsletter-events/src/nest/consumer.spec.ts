import { setImmediate } from 'node:timers/promises';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Consumer } from './consumer.js';

const MESSAGE = { content: Buffer.from('{}'), fields: {}, properties: {} } as ConsumeMessage;

type Consume = (
  queue: string,
  onMessage: (message: ConsumeMessage) => void,
) => Promise<{ consumerTag: string }>;

let errors: string[];
let waits: Set<() => void>;
let handled: (() => void)[];
let consumer: Consumer;

beforeEach(() => {
  errors = [];
  waits = new Set();
  handled = [];
  consumer = new Consumer({
    queue: 'events',
    concurrency: 2,
    take: () => new Promise((resolve) => handled.push(resolve)),
    onTrouble: ({ message }) => errors.push(message),
    wait: async (_ms, signal) => {
      if (signal.aborted) return;
      const { promise, resolve } = withResolvers();
      waits.add(resolve);
      signal.addEventListener('abort', () => resolve());
      await promise;
      waits.delete(resolve);
    },
  });
});

function withResolvers() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

/** A channel that delivers this many events at once. */
function connected(events: number) {
  const consume = vi.fn<Consume>(async (_queue, onMessage) => {
    for (let event = 0; event < events; event += 1) onMessage(MESSAGE);
    return { consumerTag: 'tag' };
  });
  const channel = { prefetch: async () => ({}), cancel: async () => ({}), consume };
  const begun = consumer.begin(channel as unknown as ConfirmChannel, () => undefined);
  return { consume, begun };
}

/** What is logged after a minute. */
async function afterAMinute(): Promise<string[]> {
  for (const pass of waits) pass();
  await setImmediate();
  return errors.splice(0);
}

const running = (count: number) => [expect.stringContaining(`still running: ${count}. Until they`)];

describe('a consumer whose handlers are still running when it reconnects', () => {
  it('reports each minute how many it waits for, and continues after them', async () => {
    await connected(2).begun;
    const { consume, begun } = connected(0);
    expect(errors).toEqual([]);
    expect(await afterAMinute()).toEqual(running(2));
    expect(await afterAMinute()).toEqual(running(2));
    handled[0]?.();
    await setImmediate();
    expect(await afterAMinute()).toEqual(running(1));
    expect(consume).not.toHaveBeenCalled();
    handled[1]?.();
    await begun;
    expect(consume).toHaveBeenCalledOnce();
    expect(await afterAMinute()).toEqual([]);
    expect(waits.size).toBe(0);
  });

  it('reports it once, however often it reconnected', async () => {
    await connected(1).begun;
    connected(0);
    connected(0);
    await setImmediate();
    expect(await afterAMinute()).toEqual(running(1));
  });

  it('reports nothing once it is stopping', async () => {
    await connected(1).begun;
    const { begun } = connected(0);
    const stopped = consumer.stop();
    expect(await afterAMinute()).toEqual([]);
    handled[0]?.();
    await Promise.all([begun, stopped]);
  });

  it('has nothing to report if none runs', async () => {
    await connected(1).begun;
    handled[0]?.();
    await setImmediate();
    await connected(0).begun;
    expect(await afterAMinute()).toEqual([]);
  });
});
