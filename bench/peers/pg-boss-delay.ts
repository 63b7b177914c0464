import { PgBoss } from 'pg-boss';
import { measuring } from '../load/lateness.js';
import { servePart } from '../stage/serve-part.js';

/** Its shortest polling interval. */
const POLL_INTERVAL_SECONDS = 0.5;
const BATCH = 500;

type Data = { due: number };

const boss = new PgBoss({ connectionString: process.env['BENCH_DATABASE_URL'] ?? '', max: 10 });
let arrived = (_due: number) => {};

await boss.start();
await boss.createQueue('late');
await boss.work<Data>(
  'late',
  { batchSize: BATCH, pollingIntervalSeconds: POLL_INTERVAL_SECONDS, burstWhenBatchFull: true },
  async (jobs) => {
    for (const { data } of jobs) arrived(data.due);
  },
);

servePart(
  measuring({
    send: async (due) => {
      const ahead = Date.now() - performance.now();
      await boss.insert(
        'late',
        due.map((at) => ({ data: { due: at }, startAfter: new Date(at + ahead) })),
      );
    },
    onArrival: (listener) => (arrived = listener),
  }),
);
