import { afterEach, describe, expect, it, vi } from 'vitest';
import { MetricRegistry } from './metric-registry.js';
import { StoreGauges, type StoreDependencies } from './store-gauges.js';

const EXAMINED = [{ overdue: 3 }];

/** A store with `parked` messages, once it responds. */
function partsWith(countParked: () => Promise<number>): StoreDependencies {
  const dataSource = { query: () => Promise.resolve(EXAMINED), migrations: [] };
  const dependencies = {
    store: { dataSource, clock: { trouble: () => Promise.resolve() } },
    deployments: {
      counts: () => Promise.resolve([{ brand: 'DEMO', status: 'sent', count: 5 }]),
      brandHolds: () => Promise.resolve(new Map()),
    },
    figures: {
      oldestDueSeconds: () => Promise.resolve(0),
      nextSends: () => Promise.resolve([]),
      notTakenBack: () => Promise.resolve([]),
      sentAfterWithdrawal: () => Promise.resolve([{ brand: 'DEMO', count: 1 }]),
      server: () => Promise.resolve({ connections: 7, maxConnections: 100, bytes: 1 }),
    },
    countParked,
  };
  return dependencies as unknown as StoreDependencies;
}

function metricsWith(countParked: () => Promise<number>): MetricRegistry {
  const metrics = new MetricRegistry();
  metrics.add(new StoreGauges(metrics.registry, partsWith(countParked)));
  return metrics;
}

/** Made by hand: it responds on command. */
function held() {
  let answer!: (count: number) => void;
  const promise = new Promise<number>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}

afterEach(() => vi.useRealTimers());

describe('two scrapes at the same time', () => {
  it('do not remove each other’s last values of the store', async () => {
    const second = held();
    const counts = [Promise.resolve(2), second.promise];
    const metrics = metricsWith(() => counts.shift() ?? Promise.resolve(0));
    expect((await metrics.text()).text).toContain('newsletter_parked 2');
    const another = metrics.text();
    const metricsText = await metrics.registry.metrics();
    expect(metricsText).toContain('newsletter_parked 2');
    expect(metricsText).toContain('newsletter_deployments{brand="DEMO",status="sent"} 5');
    expect(metricsText).toContain('newsletter_sent_after_withdrawal{brand="DEMO"} 1');
    second.answer(4);
    expect((await another).text).toContain('newsletter_parked 4');
  });

  it('query the store once', async () => {
    const countParked = vi.fn<() => Promise<number>>(() => Promise.resolve(2));
    const metrics = metricsWith(countParked);
    const texts = await Promise.all([metrics.text(), metrics.text()]);
    for (const { text } of texts) expect(text).toContain('newsletter_parked 2');
    expect(countParked).toHaveBeenCalledOnce();
    await metrics.text();
    expect(countParked).toHaveBeenCalledTimes(2);
  });
});

describe('a store that does not respond', () => {
  it('is reported as unavailable, and affects nothing else of the scrape', async () => {
    vi.useFakeTimers();
    const metrics = metricsWith(() => held().promise);
    const scraped = metrics.text();
    await vi.advanceTimersByTimeAsync(5_000);
    const { text } = await scraped;
    expect(text).toContain('newsletter_store_up 0');
    expect(text).not.toMatch(/^newsletter_parked/m);
    expect(text).not.toContain('newsletter_deployments{');
    expect(text).toContain('process_resident_memory_bytes');
  });
});
