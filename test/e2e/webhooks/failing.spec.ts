import { describe, expect, it, vi } from 'vitest';
import { MetricRegistry } from '#metrics';
import type { Delivery } from '#event-store';
import { KEYS, ask } from '../gateway/fixtures.js';
import type { Received } from './receiver.js';
import { DEADLINE, useSubscribers } from './subscribed.testing.js';

const world = useSubscribers();
const DAY_MS = 24 * 60 * 60_000;

const deliveries = async (id: string, query = '') => {
  const { body } = await world.call('GET', `/${id}/deliveries${query}`);
  return body['deliveries'] as Delivery[];
};
const state = async (id: string) => (await world.call('GET', `/${id}`)).body['state'];
const isAbout = (id: string) => (received: Received) => received.body.includes(id);

describe('an event that a subscriber refuses', () => {
  it('is redelivered under the same id, and before the newsletter’s next one', async () => {
    const receiver = await world.receiver();
    const { id } = await world.subscribe(receiver.url);
    receiver.refuse();
    await world.saved(3);
    await vi.waitFor(async () => expect(await state(id)).toBe('failing'), DEADLINE);
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(2), DEADLINE);
    expect(new Set(receiver.events().map(({ webhookId }) => webhookId)).size).toBe(1);
    const before = receiver.received.length;
    receiver.recover();
    await vi.waitFor(async () => {
      expect(await state(id)).toBe('delivering');
      expect(await deliveries(id, '?state=failed')).toEqual([]);
      expect((await deliveries(id)).length).toBeGreaterThan(3);
    }, DEADLINE);
    const taken = receiver.events().slice(before);
    const versions = taken.map(({ streamversion }) => streamversion);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });

  it('delays neither other newsletters nor other subscribers', async () => {
    const [one, other] = [await world.receiver(), await world.receiver()];
    const { id } = await world.subscribe(one.url);
    await world.subscribe(other.url);
    const refused = await world.saved(1);
    one.refuse(isAbout(refused));
    const later = await world.saved(3);
    await world.saved(1);
    await vi.waitFor(() => {
      const of = (receiver: typeof one) =>
        receiver.events().filter(({ subject }) => subject === later).length;
      expect(of(one)).toBeGreaterThan(3);
      expect(of(other)).toBe(of(one));
    }, DEADLINE);
    one.recover();
    await vi.waitFor(async () => {
      expect(await deliveries(id, '?state=failed')).toEqual([]);
    }, DEADLINE);
  });

  it('is a redirect, too: it is not followed', async () => {
    const [receiver, target] = [await world.receiver(), await world.receiver()];
    receiver.answer = (_received, response) =>
      void response.writeHead(307, { location: target.url }).end();
    const { id } = await world.subscribe(receiver.url);
    await world.saved();
    await vi.waitFor(async () => {
      expect(await deliveries(id)).toContainEqual(
        expect.objectContaining({ status: 307, words: expect.stringContaining('not followed') }),
      );
    }, DEADLINE);
    expect(target.received).toEqual([]);
  });
});

describe('a subscriber that never responds', () => {
  it('delays no other one', async () => {
    const [silent, other] = [await world.receiver(), await world.receiver()];
    const held: (() => void)[] = [];
    silent.answer = (_received, response) => void held.push(() => response.writeHead(204).end());
    await world.subscribe(silent.url);
    await world.subscribe(other.url);
    await vi.waitFor(async () => {
      await world.saved();
      expect(silent.received.length).toBeGreaterThan(0);
    }, DEADLINE);
    const later = await world.saved(3);
    await vi.waitFor(() => {
      const own = other.events().filter(({ subject }) => subject === later);
      expect(own.length).toBeGreaterThan(3);
    }, DEADLINE);
    for (const end of held) end();
    silent.recover();
  });
});

describe('a subscriber that fails for three days', () => {
  it('is disabled, which doctor and metrics show, and continues where it stopped once enabled', async () => {
    const receiver = await world.receiver();
    const { id } = await world.subscribe(receiver.url);
    receiver.refuse();
    await world.saved(2);
    await vi.waitFor(async () => expect(await state(id)).toBe('failing'), DEADLINE);
    await world.moveClock(3 * DAY_MS);
    await vi.waitFor(async () => expect(await state(id)).toBe('disabled'), DEADLINE);
    const { body } = await ask(world.url, '/v1/doctor', { key: KEYS.operator });
    expect(body['checks']).toContainEqual(
      expect.objectContaining({
        name: `subscription ${id}`,
        state: 'fault',
        words: expect.stringContaining('127.0.0.1'),
        cure: expect.stringContaining(`newsletter subscriptions enable ${id}`),
      }),
    );
    const { text } = await world.app.get(MetricRegistry).text();
    expect(text).toContain('newsletter_subscriptions{state="disabled"} 1');
    const before = receiver.received.length;
    receiver.recover();
    await world.saved();
    await world.call('POST', `/${id}/enable`);
    await vi.waitFor(async () => {
      expect(
        new Set(
          receiver
            .events()
            .slice(before)
            .map(({ subject }) => subject),
        ).size,
      ).toBe(2);
      expect(await deliveries(id, '?state=failed')).toEqual([]);
    }, DEADLINE);
  });

  it('is disabled at once if it responds that it is gone', async () => {
    const receiver = await world.receiver();
    const { id } = await world.subscribe(receiver.url);
    receiver.refuse(() => true, 410);
    await world.saved();
    await vi.waitFor(async () => expect(await state(id)).toBe('disabled'), DEADLINE);
    const { body } = await world.call('GET', `/${id}`);
    expect(body['disabledReason']).toContain('410');
    expect((await world.call('POST', `/${id}/deliveries/${id}/redeliver`)).status).toBe(409);
  });
});

describe('a delivery that a person requests again', () => {
  it('is sent once more under its id', async () => {
    const receiver = await world.receiver();
    const { id } = await world.subscribe(receiver.url);
    await world.saved();
    await vi.waitFor(async () => expect((await deliveries(id)).length).toBe(2), DEADLINE);
    const [first] = receiver.events();
    const path = `/${id}/deliveries/${first?.id}/redeliver`;
    expect((await world.call('POST', path)).status).toBe(202);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(3), DEADLINE);
    expect(receiver.events()[2]).toEqual(first);
    await vi.waitFor(async () => {
      expect(await deliveries(id)).toContainEqual(
        expect.objectContaining({ eventId: first?.id, attempts: 2, state: 'delivered' }),
      );
    }, DEADLINE);
  });

  it('must have been attempted', async () => {
    const receiver = await world.receiver();
    const { id } = await world.subscribe(receiver.url);
    expect((await world.call('POST', `/${id}/deliveries/${id}/redeliver`)).status).toBe(404);
  });
});
