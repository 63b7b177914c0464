import { randomUUID } from 'node:crypto';
import { Logger, type TaskList, run } from 'graphile-worker';
import { Pool } from 'pg';
import { servePart } from '../stage/serve-part.js';
import { CONCURRENCY, type Chain, Finish, type Running, advance } from './chain.js';

const connectionString = process.env['BENCH_DATABASE_URL'] ?? '';
const pool = new Pool({ connectionString, max: CONCURRENCY + 2 });
pool.on('error', () => undefined);
pool.on('connect', (client) => client.on('error', () => undefined));
const finish = new Finish();

/** Stores the response and adds the next job, both or neither. */
const KEEP = `
WITH kept AS (INSERT INTO answer (chain, step, body) VALUES ($1, $2, $3))
SELECT graphile_worker.add_job('step', $4::json) WHERE $4 IS NOT NULL`;

const BEGIN = `
SELECT graphile_worker.add_job('step', chain) FROM json_array_elements($1::json) AS chain`;

const taskList: TaskList = {
  step: async (payload, helpers) => {
    const { chain, isOver } = await advance(payload as Chain);
    const { id, step, answers } = chain;
    const next = isOver ? null : JSON.stringify({ id, step, answers: [] });
    await helpers.query(KEEP, [id, step, answers.at(-1), next]);
    if (isOver) finish.one();
  },
};

await run({
  pgPool: pool,
  concurrency: CONCURRENCY,
  noHandleSignals: true,
  taskList,
  logger: new Logger(() => () => undefined),
});
await pool.query(
  'CREATE TABLE answer (chain uuid, step int, body text, PRIMARY KEY (chain, step))',
);

function steps({ chains }: Running) {
  return finish.timed(chains, async () => {
    const first = Array.from({ length: chains }, () => ({
      id: randomUUID(),
      step: 0,
      answers: [],
    }));
    await pool.query(BEGIN, [JSON.stringify(first)]);
  });
}

servePart({ steps });
