import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewNotice } from '#event-store';
import type { Digest } from './condition.js';
import { NOTIFICATION_DEFAULTS } from './settings.js';
import { StoreWatch } from './store-watch.js';

const MINUTE_MS = 60_000;

/** A mail server and a webhook, which may be unavailable together with the store. */
class Road {
  readonly away = new Set<string>();
  readonly sent: string[] = [];
  readonly ids: string[] = [];

  noticesOf(body: Digest): NewNotice[] {
    return ['mail', 'webhook'].map((channel) => {
      return { id: `${channel} ${body.changes[0]?.change}`, target: '', channel, body };
    });
  }

  send({ id, channel }: NewNotice) {
    this.ids.push(id);
    const isDelivered = !this.away.has(channel);
    if (isDelivered) this.sent.push(id);
    return Promise.resolve({ isDelivered, status: null, words: 'refused' });
  }
}

let road: Road;
let watch: StoreWatch;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  road = new Road();
  const targets = () => new Map([['', { emails: ['ops@daily.example'] }]]);
  watch = new StoreWatch({ messenger: road, settings: NOTIFICATION_DEFAULTS, targets });
  await watch.isThere(true);
});

afterEach(() => vi.useRealTimers());

/** The store is polled repeatedly, and is unavailable. */
async function awayFor(minutes: number): Promise<void> {
  for (let seconds = 0; seconds <= minutes * 60; seconds += 5) {
    await watch.isAway();
    vi.advanceTimersByTime(5_000);
  }
}

describe('people who cannot be notified at once that the store is unavailable', () => {
  it('are notified later, each once, with the same id', async () => {
    road.away.add('mail');
    await awayFor(5);
    expect(road.sent).toEqual(['webhook began']);
    road.away.clear();
    await awayFor(10);
    expect(road.sent).toEqual(['webhook began', 'mail began']);
  });

  it('are not tried at each check, but at growing intervals', async () => {
    road.away.add('mail');
    await awayFor(20);
    expect(road.ids.filter((id) => id === 'mail began').length).toBeLessThan(8);
  });

  it('are notified when it is over, even if late', async () => {
    road.away.add('mail').add('webhook');
    await awayFor(5);
    await watch.isThere(true);
    expect(road.sent).toEqual([]);
    road.away.clear();
    vi.advanceTimersByTime(2 * MINUTE_MS);
    await watch.isThere(false);
    expect(road.sent).toEqual(['mail ended', 'webhook ended']);
    vi.advanceTimersByTime(2 * MINUTE_MS);
    await watch.isThere(true);
    expect(road.sent).toHaveLength(2);
  });
});
