import { describe, expect, it, vi } from 'vitest';
import { isSignedWith } from './receiver.js';
import { DEADLINE, useSubscribers } from './subscribed.testing.js';

const HOUR_MS = 60 * 60_000;
const MANY = 12;

describe('a newsletter that a subscriber always refuses', () => {
  // In the end, a subscriber that accepts nothing is not called for an hour.
  const world = useSubscribers({ probeLimitMs: HOUR_MS });

  it('does not delay the next one', async () => {
    const receiver = await world.receiver();
    receiver.refuse(() => true, 422);
    await world.subscribe(receiver.url);
    const refused = await world.saved();
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(MANY), DEADLINE);
    receiver.refuse(({ body }) => body.includes(refused), 422);
    const later = await world.saved();
    await vi.waitFor(() => {
      expect(receiver.events().map(({ subject }) => subject)).toContain(later);
    }, DEADLINE);
  });
});

describe('an unreachable subscriber', () => {
  // After a receiver's own refusals, retries may be an hour apart.
  const world = useSubscribers({ backOffLimitMs: HOUR_MS });

  it('is retried soon, however long that has been so', async () => {
    const receiver = await world.receiver();
    receiver.answer = (_received, response) => void response.destroy();
    await world.subscribe(receiver.url);
    await world.saved();
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(MANY), DEADLINE);
  });
});

describe('a secret that is replaced while events are in transit', () => {
  const world = useSubscribers({ groupsAtATime: 1 });

  it('signs none of those that follow', async () => {
    const [receiver, witness] = [await world.receiver(), await world.receiver()];
    for (let n = 0; n < 5; n += 1) await world.saved();
    const held: (() => void)[] = [];
    receiver.answer = (_received, response) => void held.push(() => response.writeHead(204).end());
    const { id, secret } = await world.subscribe(receiver.url, { after: '0' });
    await vi.waitFor(() => expect(held).toHaveLength(1), DEADLINE);
    const { body } = await world.call('POST', `/${id}/rotate`, { overlapHours: 0 });
    // Subscribers served by now were noticed after the rotation.
    await world.subscribe(witness.url, { after: '0' });
    await vi.waitFor(() => expect(witness.received.length).toBeGreaterThan(0), DEADLINE);
    receiver.recover();
    for (const end of held) end();
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(5), DEADLINE);
    const [first, ...others] = receiver.received;
    expect(isSignedWith(secret, first!)).toBe(true);
    for (const one of others) expect(isSignedWith(String(body['secret']), one)).toBe(true);
  });
});
