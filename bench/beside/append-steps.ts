import { randomUUID } from 'node:crypto';
import { openEventStore } from '../../libs/event-store/src/index.js';
import { METADATA, factsOf, rowOf } from '../load/facts.js';
import { CONCURRENCY, type Chain, Finish, type Running, advance } from '../peers/chain.js';
import { servePart } from '../stage/serve-part.js';

const { store } = await openEventStore({ databaseUrl: process.env['BENCH_DATABASE_URL'] ?? '' });
const finish = new Finish();

/** Each step is two appends, before and after its call. Nothing is decided, announced, or woken. */
async function run(number: number): Promise<void> {
  const stream = { category: 'deployment' as const, id: randomUUID() };
  let chain: Chain = { id: stream.id, step: 0, answers: [] };
  let expectedVersion = 0;
  const append = async (events: number) => {
    const at = new Date().toISOString();
    const facts = factsOf(events, at);
    await store.append({
      stream,
      expectedVersion,
      facts,
      at,
      metadata: METADATA,
      row: rowOf(number),
    });
    expectedVersion += events;
  };
  for (let isOver = false; !isOver;) {
    await append(1);
    ({ chain, isOver } = await advance(chain));
    await append(2);
  }
  finish.one();
}

function steps({ chains }: Running) {
  return finish.timed(chains, async () => {
    let begun = 0;
    const worker = async () => {
      while (begun < chains) await run((begun += 1));
    };
    void Promise.all(Array.from({ length: CONCURRENCY }, worker));
    return Promise.resolve();
  });
}

servePart({ steps });
