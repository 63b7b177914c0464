import { randomUUID } from 'node:crypto';
import { Queue, Worker } from 'bullmq';
import { servePart } from '../stage/serve-part.js';
import { CONCURRENCY, type Chain, Finish, type Running, STEPS, advance } from './chain.js';

const connection = { url: process.env['BENCH_REDIS_URL'] ?? '' };
const queue = new Queue<Chain, Chain>('steps', { connection });
const finish = new Finish();

const worker = new Worker<Chain, Chain>(
  'steps',
  async ({ data }) => {
    const { chain, isOver } = await advance(data);
    if (!isOver) await queue.add('step', chain);
    return chain;
  },
  { connection, concurrency: CONCURRENCY },
);
worker.on('completed', ({ returnvalue }) => {
  if (returnvalue.step === STEPS) finish.one();
});
await worker.waitUntilReady();

function steps({ chains }: Running) {
  return finish.timed(chains, async () => {
    const first = Array.from({ length: chains }, () => ({
      name: 'step',
      data: { id: randomUUID(), step: 0, answers: [] },
    }));
    await queue.addBulk(first);
  });
}

servePart({ steps });
