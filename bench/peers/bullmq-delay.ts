import { Queue, Worker } from 'bullmq';
import { measuring } from '../load/lateness.js';
import { servePart } from '../stage/serve-part.js';

/** As in the other rows. */
const CONCURRENCY = 20;

type Data = { due: number };

const connection = { url: process.env['BENCH_REDIS_URL'] ?? '' };
const queue = new Queue<Data>('late', { connection });
let arrived = (_due: number) => {};

const worker = new Worker<Data>('late', async ({ data }) => arrived(data.due), {
  connection,
  concurrency: CONCURRENCY,
});
await worker.waitUntilReady();

servePart(
  measuring({
    send: async (due) => {
      const nowMs = performance.now();
      await queue.addBulk(
        due.map((at) => ({
          name: 'late',
          data: { due: at },
          opts: { delay: Math.max(0, Math.ceil(at - nowMs)) },
        })),
      );
    },
    onArrival: (listener) => (arrived = listener),
  }),
);
