import type { LoadReading } from '../load/in-flight.js';
import type { Contestant } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { compare } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { startPart } from '../stage/part.js';
import { openSandbox } from '../stage/sandbox.js';

const IN_FLIGHT = 10;

type Stage = { bench: Bench; own: Opened };

type Ceiling = {
  name: string;
  unit: string;
  figure: string;
  peer: string;
  aim: number;
  open: (stage: Stage) => Promise<{ ours: Contestant; beside: Contestant }>;
};

const CEILINGS: readonly Ceiling[] = [
  {
    name: 'ceiling/accepted',
    unit: 'events/s',
    figure: 'per second',
    peer: 'bare Nest route, HMAC, one INSERT',
    aim: 0.8,
    open: async (stage) => ({
      ours: await route('beside/append-route', stage),
      beside: await route('beside/bare-route', stage),
    }),
  },
  {
    name: 'ceiling/steps',
    unit: 'steps/s',
    figure: 'steps/s',
    peer: 'pg-boss',
    aim: 2,
    open: async (stage) => {
      const { url } = await openSandbox(stage.own);
      return {
        ours: await chains('beside/append-steps', url, stage),
        beside: await chains('peers/pg-boss', url, stage),
      };
    },
  },
];

/** The targets that appends alone allow: the service can be no faster than these. */
export const ceiling: readonly Case[] = CEILINGS.map(({ open, figure, ...row }) => ({
  name: row.name,
  run: (bench) =>
    bench.within(async (own) => {
      const { ours, beside } = await open({ bench, own });
      const readings = await interleave([ours, beside], bench);
      const sides = { ours: { of: ours.name, figure }, beside: { of: beside.name, figure } };
      return [compare(readings, { ...row, ...sides, better: 'higher' })];
    }),
}));

async function route(file: string, { bench, own }: Stage): Promise<Contestant> {
  const env = { ...(await database(bench)), NODE_ENV: 'production' };
  const part = await own.add(startPart(file, env));
  const url = await part.call<string>('open');
  const sender = await own.add(startPart('load/sender'));
  const sent = { url, inFlight: IN_FLIGHT, contents: 'known', ms: bench.roundMs };
  return { name: file, round: () => sender.call<LoadReading>('send', sent) };
}

async function chains(file: string, url: string, { bench, own }: Stage): Promise<Contestant> {
  const env = { ...(await database(bench)), BENCH_SANDBOX_URL: url };
  const part = await own.add(startPart(file, env));
  const count = { chains: bench.isQuick ? 50 : 200 };
  return { name: file, round: () => part.call<{ 'steps/s': number }>('steps', count) };
}

async function database(bench: Bench) {
  return { BENCH_DATABASE_URL: await (await bench.postgres()).createDatabase() };
}
