import type { Contestant } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { type Row, compare } from '../measure/row.js';
import type { LoadReading } from '../load/in-flight.js';
import type { Contents } from '../load/sender.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { startPart } from '../stage/part.js';
import { startProduct } from '../stage/product.js';
import { untilRelayed } from '../stage/relayed.js';
import { writeSites } from '../stage/sites.js';

const OURS = 'gateway';
const ROUTE = 'bare Nest route, HMAC, one INSERT';
const INSERT = 'bare INSERT';

type Sent = { inFlight: number; contents: Contents };

/** Signed events that are accepted per second, with this many in flight. */
export const accepted: readonly Case[] = [
  ...[1, 10, 50].map((inFlight) => caseOf({ inFlight, contents: 'known' })),
  ...[1, 10, 50].map((inFlight) => caseOf({ inFlight, contents: 'new' })),
];

function caseOf(sent: Sent): Case {
  const name = `accepted/${sent.inFlight}${sent.contents === 'new' ? '/new-content' : ''}`;
  return {
    name,
    run: (bench) =>
      bench.within(async (own) => {
        const contestants = [
          await gateway(bench, own, sent),
          await bareRoute(bench, own, sent),
          await bareInsert(bench, own, sent),
        ];
        return rowsOf(await interleave(contestants, bench), name);
      }),
  };
}

async function gateway(bench: Bench, own: Opened, sent: Sent): Promise<Contestant> {
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
    round: () => sender.call<LoadReading>('send', { url, ...sent, ms: bench.roundMs }),
    settle: () => untilRelayed(databaseUrl),
  };
}

async function bareRoute(bench: Bench, own: Opened, sent: Sent): Promise<Contestant> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const route = await own.add(
    startPart('beside/bare-route', { BENCH_DATABASE_URL: databaseUrl, NODE_ENV: 'production' }),
  );
  const url = await route.call<string>('open');
  const sender = await own.add(startPart('load/sender'));
  return {
    name: ROUTE,
    round: () => sender.call<LoadReading>('send', { url, ...sent, ms: bench.roundMs }),
  };
}

async function bareInsert(bench: Bench, own: Opened, sent: Sent): Promise<Contestant> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const inserter = await own.add(startPart('load/inserter', { BENCH_DATABASE_URL: databaseUrl }));
  await inserter.call('open');
  return {
    name: INSERT,
    round: () =>
      inserter.call<LoadReading>('insert', { inFlight: sent.inFlight, ms: bench.roundMs }),
  };
}

function rowsOf(readings: Parameters<typeof compare>[0], name: string): Row[] {
  const side = (of: string, figure: keyof LoadReading) => ({ of, figure });
  const rate = { name, unit: 'events/s', better: 'higher' } as const;
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
      name: `${name}/p99`,
      unit: 'ms',
      better: 'lower',
      ours: side(OURS, 'p99 ms'),
      beside: side(ROUTE, 'p99 ms'),
      aim: 2,
    }),
  ];
}
