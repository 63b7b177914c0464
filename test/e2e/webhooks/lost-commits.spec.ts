import { describe, expect, it, vi } from 'vitest';
import { Changes } from '../../../apps/gateway/src/live/changes.js';
import type { Receiver } from './receiver.js';
import { DEADLINE, useSubscribers } from './subscribed.testing.js';

const world = useSubscribers();

/** Whether all of this newsletter arrived: a save makes one event, the first one two. */
const hasTaken = (receiver: Receiver, newsletter: string, events: number) =>
  vi.waitFor(() => {
    const own = receiver.events().filter(({ subject }) => subject === newsletter);
    expect(new Set(own.map(({ id }) => id)).size).toBe(events);
  }, DEADLINE);

/** Saved as soon as a store is there again. */
const savedAgain = () =>
  vi.waitFor(async () => {
    const id = await world.saved();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    return id;
  }, DEADLINE);

describe('a store that lost its last events while gateways live', () => {
  it('delivers what it has instead, though a subscriber took more events than that', async () => {
    const receiver = await world.receiver();
    await world.subscribe(receiver.url);
    await hasTaken(receiver, await world.saved(), 2);
    const forget = await world.backUp();
    await hasTaken(receiver, await world.saved(5), 6);
    await forget();
    await hasTaken(receiver, await savedAgain(), 2);
    await hasTaken(receiver, await world.saved(6), 7);
  });

  it('does not record new events as delivered for a pending delivery of a lost one', async () => {
    const receiver = await world.receiver();
    await world.subscribe(receiver.url);
    await hasTaken(receiver, await world.saved(), 2);
    const forget = await world.backUp();
    const held: (() => void)[] = [];
    receiver.answer = (_received, response) => void held.push(() => response.writeHead(204).end());
    await world.saved();
    await vi.waitFor(() => expect(held).toHaveLength(1), DEADLINE);
    await forget();
    const newsletter = await savedAgain();
    receiver.recover();
    for (const respond of held) respond();
    await hasTaken(receiver, newsletter, 2);
  });

  it('notifies followers of changes, and of each that may have changed before', async () => {
    const forget = await world.backUp();
    const heard = vi.fn<(id?: string) => void>();
    const stop = world.app.get(Changes, { strict: false }).onAny(heard);
    try {
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(), DEADLINE);
      const lost = await world.saved(5);
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(lost), DEADLINE);
      heard.mockClear();
      await forget();
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(), DEADLINE);
    } finally {
      stop();
    }
  });
});
