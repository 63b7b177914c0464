import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import { servePart } from '../stage/serve-part.js';
import { CONCURRENCY, type Chain, Finish, type Running, advance } from './chain.js';

const BATCH = 10;

const boss = new PgBoss({
  connectionString: process.env['BENCH_DATABASE_URL'] ?? '',
  max: 10,
  useListenNotify: true,
});
const finish = new Finish();

await boss.start();
await boss.createQueue('step', { notify: true });
await boss.work<Chain>(
  'step',
  { batchSize: BATCH, localConcurrency: CONCURRENCY / BATCH, burstWhenBatchFull: true },
  async (jobs) => {
    const all = await Promise.all(jobs.map(({ data }) => advance(data)));
    const next = all.filter(({ isOver }) => !isOver).map(({ chain }) => ({ data: chain }));
    if (next.length > 0) await boss.insert('step', next);
    for (const { isOver } of all) if (isOver) finish.one();
    return all.map(({ chain }) => chain);
  },
);

function steps({ chains }: Running) {
  return finish.timed(chains, async () => {
    const first = Array.from({ length: chains }, () => ({
      data: { id: randomUUID(), step: 0, answers: [] },
    }));
    await boss.insert('step', first);
  });
}

servePart({ steps });
