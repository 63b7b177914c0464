import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { type Appending, METADATA, factsOf } from '../load/facts.js';
import { keepInFlight } from '../load/in-flight.js';
import { servePart } from '../stage/serve-part.js';

const store = getPostgreSQLEventStore(process.env['BENCH_DATABASE_URL'] ?? '');
await store.schema.migrate();

/** Each append begins a new stream; no projection is kept. */
function append({ writers, events, ms }: Appending) {
  const facts = factsOf(events, new Date().toISOString()).map((fact) => ({
    ...fact,
    kind: 'Event' as const,
    metadata: METADATA,
  }));
  return keepInFlight({ inFlight: writers, ms }, async () => {
    await store.appendToStream(`deployment-${randomUUID()}`, facts);
  });
}

servePart({ append });
