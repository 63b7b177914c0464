import { randomBytes } from 'node:crypto';
import type { Contestant, Reading, Readings } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { type Row, compare, measureAgainst } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { type Part, startPart } from '../stage/part.js';
import { startRedis } from '../stage/redis.js';

const OURS = 'delay exchange';
const FLOOR = 'bare TTL queue';
const FLOOR_AIM = 1.2;
const P99_MS = 20;

type Run = { name: string; call(part: Part, bench: Bench): Promise<Reading> };

const trickle = (ahead: 'steady' | 'uneven'): Run => ({
  name: `lateness/${ahead}`,
  call: (part, bench) => part.call('trickle', { ahead, count: bench.isQuick ? 50 : 400 }),
});

const atOnce: Run = {
  name: 'lateness/at-once',
  call: (part, bench) => part.call('atOnce', { count: bench.isQuick ? 2_000 : 10_000 }),
};

/** How late wake-ups arrive: one after the other, and many at the same instant. */
export const lateness: readonly Case[] = [trickle('steady'), trickle('uneven'), atOnce].map(
  (run) => ({
    name: run.name,
    run: (bench) =>
      bench.within(async (own) => {
        const parts = await partsOf(bench, own);
        // A queue has one delay: the floor has no other.
        if (run.name === 'lateness/uneven') parts.delete(FLOOR);
        const contestants = [...parts].map(([name, part]): Contestant => ({
          name,
          round: () => run.call(part, bench),
        }));
        return rowsOf(await interleave(contestants, bench), run.name);
      }),
  }),
);

async function partsOf(bench: Bench, own: Opened): Promise<Map<string, Part>> {
  const rabbit = {
    BENCH_RABBITMQ_URL: (await bench.broker()).url,
    BENCH_PREFIX: `bench-${randomBytes(4).toString('hex')}`,
  };
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const start = (file: string, env: NodeJS.ProcessEnv) => own.add(startPart(file, env));
  const parts = new Map([
    [OURS, await start('load/delay-exchange', rabbit)],
    [FLOOR, await start('beside/bare-delay', rabbit)],
    ['pg-boss', await start('peers/pg-boss-delay', { BENCH_DATABASE_URL: databaseUrl })],
  ]);
  const redis = await own.add(startRedis()).catch((error: unknown) => {
    bench.notes.push(`Not measured: BullMQ, for want of Redis (${String(error)}).`);
  });
  if (redis) parts.set('bullmq', await start('peers/bullmq-delay', { BENCH_REDIS_URL: redis.url }));
  return parts;
}

function rowsOf(readings: Readings, name: string): Row[] {
  const peers = [...readings.keys()].filter((peer) => peer !== OURS);
  const rows = ['p50', 'p99'].flatMap((share) =>
    peers.map((peer) =>
      compare(readings, {
        name: `${name}/${share}`,
        unit: 'ms',
        better: 'lower',
        ours: { of: OURS, figure: `${share} ms` },
        beside: { of: peer, figure: `${share} ms` },
        aim: peer === FLOOR ? FLOOR_AIM : 1,
      }),
    ),
  );
  if (name === atOnce.name) return rows;
  const wanted = measureAgainst(readings, {
    name: `${name}/p99`,
    unit: 'ms',
    better: 'lower',
    ours: { of: OURS, figure: 'p99 ms' },
    limit: P99_MS,
  });
  return [...rows, wanted];
}
