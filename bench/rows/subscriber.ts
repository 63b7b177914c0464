import type { Contestant, Reading } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { type Row, compare, measureAgainst } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { behindForeign } from '../stage/foreign.js';
import { startPart } from '../stage/part.js';
import { query } from '../stage/postgres.js';
import { type ProductProcess, startProduct } from '../stage/product.js';
import { writeSites } from '../stage/sites.js';

const EMMETT = 'emmett’s subscription';
const P99_MS = 20;

/** Announced by the process that relays, by another one, and during another program's open transaction. */
const WAYS = ['relaying', 'other', 'foreign'] as const;
type Way = (typeof WAYS)[number];

/** The process id is a part of the holder's name. */
const RELAYING = "SELECT split_part(holder, ':', 2)::int AS pid FROM lease WHERE name = 'relay'";

/** From a gateway's response until a subscriber has the event. */
export const subscriber: readonly Case[] = [
  {
    name: 'subscriber',
    run: (bench) =>
      bench.within(async (own) => {
        const emmett = await emmettOf(bench, own);
        const readings = await interleave([...(await oursOf(bench, own)), ...emmett], bench);
        const kind = { unit: 'ms', better: 'lower' } as const;
        return WAYS.flatMap((way): Row[] => [
          compare(readings, {
            ...kind,
            name: `subscriber/${way}/p50`,
            ours: { of: way, figure: 'p50 ms' },
            beside: { of: peerOf(way), figure: 'p50 ms' },
            aim: 1,
          }),
          measureAgainst(readings, {
            ...kind,
            name: `subscriber/${way}/p99`,
            ours: { of: way, figure: 'p99 ms' },
            limit: P99_MS,
          }),
        ]);
      }),
  },
];

function peerOf(way: Way): string {
  return way === 'foreign' ? `${EMMETT}, too` : EMMETT;
}

function countOf(bench: Bench): number {
  return bench.isQuick ? 50 : 200;
}

/** It takes a second for each. */
function emmettCountOf(bench: Bench): number {
  return bench.isQuick ? 5 : 30;
}

async function oursOf(bench: Bench, own: Opened): Promise<Contestant[]> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const prefix = new URL(databaseUrl).pathname.slice(1);
  const { url: rabbitUrl } = await bench.broker();
  const env = {
    DATABASE_URL: databaseUrl,
    RABBITMQ_URL: rabbitUrl,
    RABBITMQ_PREFIX: prefix,
    ...(await writeSites(await own.folder(), {})),
  };
  const gateways = [
    await own.add(startProduct('gateway', env)),
    await own.add(startProduct('gateway', env)),
  ];
  const part = await own.add(
    startPart('load/subscriber', { BENCH_RABBITMQ_URL: rabbitUrl, BENCH_PREFIX: prefix }),
  );
  await part.call('open');
  const measureOne = async (isRelaying: boolean) => {
    const { url } = await gatewayOf(gateways, databaseUrl, isRelaying);
    return part.call<Reading>('subscribe', { url, count: countOf(bench) });
  };
  return [
    { name: 'relaying', round: () => measureOne(true) },
    { name: 'other', round: () => measureOne(false) },
    { name: 'foreign', round: () => behindForeign(databaseUrl, () => measureOne(false)) },
  ];
}

async function gatewayOf(
  gateways: readonly ProductProcess[],
  databaseUrl: string,
  isRelaying: boolean,
): Promise<ProductProcess> {
  const [holder] = await query<{ pid: number }>(databaseUrl, RELAYING);
  const found = gateways.find(({ pid }) => (pid === holder?.pid) === isRelaying);
  if (!found || !gateways.some(({ pid }) => pid === holder?.pid)) {
    throw new Error('Neither gateway relays.');
  }
  return found;
}

async function emmettOf(bench: Bench, own: Opened): Promise<Contestant[]> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const env = { BENCH_DATABASE_URL: databaseUrl };
  const part = await own.add(startPart('peers/emmett-subscriber', env));
  await part.call('open');
  const measureOne = () => part.call<Reading>('subscribe', { count: emmettCountOf(bench) });
  return [
    { name: peerOf('other'), round: measureOne },
    { name: peerOf('foreign'), round: () => behindForeign(databaseUrl, measureOne) },
  ];
}
