import { randomUUID } from 'node:crypto';
import { openEventStore } from '../../libs/event-store/src/index.js';
import { servePart } from '../stage/serve-part.js';
import { type Appending, METADATA, factsOf, rowOf } from './facts.js';
import { keepInFlight } from './in-flight.js';

const { store } = await openEventStore({ databaseUrl: process.env['BENCH_DATABASE_URL'] ?? '' });

/** Each append begins a new stream. */
async function append({ writers, events, ms }: Appending) {
  const at = await store.now();
  const facts = factsOf(events, at);
  return keepInFlight({ inFlight: writers, ms }, async (_writer, number) => {
    await store.append({
      stream: { category: 'deployment', id: randomUUID() },
      expectedVersion: 0,
      facts,
      at,
      metadata: METADATA,
      row: rowOf(number),
    });
  });
}

servePart({ append });
