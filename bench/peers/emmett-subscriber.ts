import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { METADATA, factsOf } from '../load/facts.js';
import { percentile } from '../measure/statistics.js';
import { servePart } from '../stage/serve-part.js';

const store = getPostgreSQLEventStore(process.env['BENCH_DATABASE_URL'] ?? '');
await store.schema.migrate();

const LIMIT_MS = 60_000;
const pauseMs = (index: number) => 5 + ((index * 37) % 90);
let arrived: (() => void) | undefined;

const consumer = store.consumer();
consumer.reactor({ processorId: 'bench', eachMessage: () => arrived?.() });

async function open(): Promise<void> {
  void consumer.start();
  await subscribe({ count: 1 });
}

/** From the end of an append until the subscription has its event. */
async function subscribe({ count }: { count: number }) {
  const facts = factsOf(1, new Date().toISOString()).map((fact) => ({
    ...fact,
    kind: 'Event' as const,
    metadata: METADATA,
  }));
  const tookMs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const told = nextArrival();
    await store.appendToStream(`deployment-${randomUUID()}`, facts);
    const appendedAt = performance.now();
    tookMs.push(Math.max(0, (await told) - appendedAt));
    await delay(pauseMs(index));
  }
  return { 'p50 ms': percentile(tookMs, 0.5), 'p99 ms': percentile(tookMs, 0.99) };
}

function nextArrival(): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The event never came.')), LIMIT_MS);
    arrived = () => {
      clearTimeout(timer);
      resolve(performance.now());
    };
  });
}

servePart({ open, subscribe });
