import type { Contestant } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { type Row, compare } from '../measure/row.js';
import type { LoadReading } from '../load/in-flight.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { startPart } from '../stage/part.js';
import { startProduct } from '../stage/product.js';
import { untilRelayed } from '../stage/relayed.js';
import { writeSites } from '../stage/sites.js';

const OURS = 'gateway';
const ROUTE = 'bare Nest route, HMAC, one INSERT';
const INSERT = 'bare INSERT';

/** Signed events that are accepted in a second, so many in flight. */
export const accepted: readonly Case[] = [1, 10, 50].map((inFlight) => ({
  name: `accepted/${inFlight}`,
  run: (bench) =>
    bench.within(async (own) => {
      const contestants = [
        await gateway(bench, own, inFlight),
        await bareRoute(bench, own, inFlight),
        await bareInsert(bench, own, inFlight),
      ];
      return rowsOf(await interleave(contestants, bench), inFlight);
    }),
}));

async function gateway(bench: Bench, own: Opened, inFlight: number): Promise<Contestant> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const { url } = await own.add(
    startProduct('gateway', {
      DATABASE_URL: databaseUrl,
      RABBITMQ_URL: (await bench.broker()).url,
      RABBITMQ_PREFIX: new URL(databaseUrl).pathname.slice(1),
      ...(await writeSites(await own.folder(), {})),
    }),
  );
  const sender = await own.add(startPart('load/sender'));
  return {
    name: OURS,
    round: () => sender.call<LoadReading>('send', { url, inFlight, ms: bench.roundMs }),
    settle: () => untilRelayed(databaseUrl),
  };
}

async function bareRoute(bench: Bench, own: Opened, inFlight: number): Promise<Contestant> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const route = await own.add(
    startPart('beside/bare-route', { BENCH_DATABASE_URL: databaseUrl, NODE_ENV: 'production' }),
  );
  const url = await route.call<string>('open');
  const sender = await own.add(startPart('load/sender'));
  return {
    name: ROUTE,
    round: () => sender.call<LoadReading>('send', { url, inFlight, ms: bench.roundMs }),
  };
}

async function bareInsert(bench: Bench, own: Opened, inFlight: number): Promise<Contestant> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const inserter = await own.add(startPart('load/inserter', { BENCH_DATABASE_URL: databaseUrl }));
  await inserter.call('open');
  return {
    name: INSERT,
    round: () => inserter.call<LoadReading>('insert', { inFlight, ms: bench.roundMs }),
  };
}

function rowsOf(readings: Parameters<typeof compare>[0], inFlight: number): Row[] {
  const side = (of: string, figure: keyof LoadReading) => ({ of, figure });
  const rate = { name: `accepted/${inFlight}`, unit: 'events/s', better: 'higher' } as const;
  return [
    compare(readings, {
      ...rate,
      ours: side(OURS, 'per second'),
      beside: side(ROUTE, 'per second'),
      aim: 0.8,
    }),
    compare(readings, {
      ...rate,
      ours: side(OURS, 'per second'),
      beside: side(INSERT, 'per second'),
      aim: 0.5,
    }),
    compare(readings, {
      name: `accepted/${inFlight}/p99`,
      unit: 'ms',
      better: 'lower',
      ours: side(OURS, 'p99 ms'),
      beside: side(ROUTE, 'p99 ms'),
      aim: 2,
    }),
  ];
}
