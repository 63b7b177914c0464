import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { Arrivals } from '../load/arrivals.js';
import { METADATA, factsOf } from '../load/facts.js';
import { servePart } from '../stage/serve-part.js';

const store = getPostgreSQLEventStore(process.env['BENCH_DATABASE_URL'] ?? '');
await store.schema.migrate();

const arrivals = new Arrivals();
const consumer = store.consumer();
consumer.reactor({ processorId: 'bench', eachMessage: () => arrivals.arrived() });

async function open(): Promise<void> {
  void consumer.start();
  await subscribe({ count: 1 });
}

/** From the end of an append until the subscription has its event. */
function subscribe({ count }: { count: number }) {
  const facts = factsOf(1, new Date().toISOString()).map((fact) => ({
    ...fact,
    kind: 'Event' as const,
    metadata: METADATA,
  }));
  return arrivals.measure(count, async () => {
    await store.appendToStream(`deployment-${randomUUID()}`, facts);
  });
}

servePart({ open, subscribe });
