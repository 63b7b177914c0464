import { describe, expect, it, vi } from 'vitest';
import { isSignedWith } from './receiver.js';
import { DEADLINE, useSubscribers } from './subscribed.testing.js';

const world = useSubscribers();

const changed = (type: string) => type === 'newsletter.deployment.content-changed.v1';

describe('a subscriber', () => {
  it('gets each event once, signed, and a newsletter’s in their order', async () => {
    const receiver = await world.receiver();
    const { secret } = await world.subscribe(receiver.url);
    const ids = [await world.saved(4), await world.saved(4)];
    await vi.waitFor(() => {
      expect(receiver.events().filter(({ type }) => changed(type))).toHaveLength(8);
    }, DEADLINE);
    for (const one of receiver.received) expect(isSignedWith(secret, one)).toBe(true);
    const events = receiver.events();
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.every(({ id, webhookId }) => id === webhookId)).toBe(true);
    for (const id of ids) {
      const versions = events.flatMap(({ subject, streamversion }) => {
        return subject === id ? [streamversion] : [];
      });
      expect(versions.length).toBeGreaterThan(4);
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    }
  });

  it('gets only its types and sites', async () => {
    const receiver = await world.receiver();
    const types = ['newsletter.deployment.requested.v1'];
    await world.subscribe(receiver.url, { types, sites: ['weekly'] });
    await world.saved(2, 'daily');
    const wanted = await world.saved(2, 'weekly');
    await world.saved(1, 'daily');
    const last = await world.saved(1, 'weekly');
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), DEADLINE);
    const seen = receiver.events().map(({ type, subject }) => ({ type, subject }));
    expect(seen.map(({ type }) => type)).toEqual([types[0], types[0]]);
    expect(new Set(seen.map(({ subject }) => subject))).toEqual(new Set([wanted, last]));
  });

  it('gets what happened before, too, if it starts at the beginning', async () => {
    const receiver = await world.receiver();
    const before = await world.saved();
    await world.subscribe(receiver.url, { after: '0' });
    await vi.waitFor(() => {
      expect(receiver.events().map(({ subject }) => subject)).toContain(before);
    }, DEADLINE);
  });

  it('gets all of it, and nothing twice, over a restart', async () => {
    const receiver = await world.receiver();
    await world.subscribe(receiver.url);
    const ids = [await world.saved()];
    await vi.waitFor(() => {
      expect(receiver.events().filter(({ type }) => changed(type))).toHaveLength(1);
    }, DEADLINE);
    await world.restart();
    ids.push(await world.saved());
    await vi.waitFor(() => {
      expect(receiver.events().filter(({ type }) => changed(type))).toHaveLength(2);
    }, DEADLINE);
    const events = receiver.events();
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(new Set(events.map(({ subject }) => subject))).toEqual(new Set(ids));
  });

  it('gets nothing twice if two processes could deliver', async () => {
    const receiver = await world.receiver();
    const other = await world.another();
    try {
      await world.subscribe(receiver.url);
      await world.saved(3);
      await vi.waitFor(() => {
        expect(receiver.events().filter(({ type }) => changed(type))).toHaveLength(3);
      }, DEADLINE);
      const ids = receiver.events().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    } finally {
      await other.close();
    }
  });
});

describe('a secret that is replaced', () => {
  it('is used beside the new one until the overlap ends', async () => {
    const receiver = await world.receiver();
    const { id, secret } = await world.subscribe(receiver.url);
    const { body } = await world.call('POST', `/${id}/rotate`, { overlapHours: 1 });
    const fresh = String(body['secret']);
    expect(body['formerSecretUntil']).toEqual(expect.any(String));
    await world.saved();
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(1), DEADLINE);
    for (const one of receiver.received) {
      expect([secret, fresh].map((each) => isSignedWith(each, one))).toEqual([true, true]);
    }
  });

  it('is not used after that', async () => {
    const receiver = await world.receiver();
    const { id, secret } = await world.subscribe(receiver.url);
    const { body } = await world.call('POST', `/${id}/rotate`, { overlapHours: 0 });
    await world.saved();
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(1), DEADLINE);
    for (const one of receiver.received) {
      expect(isSignedWith(String(body['secret']), one)).toBe(true);
      expect(isSignedWith(secret, one)).toBe(false);
    }
  });

  it('is shown once: no later response has it', async () => {
    const receiver = await world.receiver();
    const { id, secret } = await world.subscribe(receiver.url);
    const rotated = await world.call('POST', `/${id}/rotate`, {});
    const secrets = [secret, String(rotated.body['secret'])];
    for (const path of ['', `/${id}`, `/${id}/deliveries`]) {
      const { text } = await world.call('GET', path);
      for (const one of secrets) expect(text).not.toContain(one);
      expect(text).not.toContain('whsec_');
    }
  });
});
