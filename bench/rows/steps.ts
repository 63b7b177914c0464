import type { Contestant, Readings } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { type Row, compare } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { cpuMsOf, cpuMsWithChildren } from '../stage/cpu.js';
import { NO_DELAYS } from '../stage/delays.js';
import { startPart } from '../stage/part.js';
import { startProduct } from '../stage/product.js';
import { startRedis } from '../stage/redis.js';
import { untilRelayed } from '../stage/relayed.js';
import { type Sandbox, openSandbox } from '../stage/sandbox.js';
import { writeSites } from '../stage/sites.js';

const TRANSPORTS = ['embedded', 'rabbitmq'] as const;
type Transport = (typeof TRANSPORTS)[number];

/** Calls to a brand at a time: the default, and the maximum. */
const SLOTS = [4, 100] as const;
const DATABASE_PEERS = ['graphile-worker', 'pg-boss', 'dbos'];

/** Five chained steps that each call the sandbox: of newsletters, and of the peers' jobs. */
export const steps: readonly Case[] = TRANSPORTS.map((transport) => ({
  name: `steps/${transport}`,
  run: (bench) =>
    bench.within(async (own) => {
      const stage = { bench, own, sandbox: await openSandbox(own), transport };
      const contestants: Contestant[] = [];
      for (const slots of SLOTS) contestants.push(await ours(stage, slots));
      const peers = await peersOf(stage);
      const readings = await interleave([...contestants, ...peers], bench);
      return rowsOf(readings, { transport, peers: peers.map(({ name }) => name) });
    }),
}));

type Stage = { bench: Bench; own: Opened; sandbox: Sandbox; transport: Transport };

function nameOf(slots: number): string {
  return `${slots} slots`;
}

function chainsOf({ bench }: Stage): number {
  return bench.isQuick ? 50 : 200;
}

async function ours(stage: Stage, slots: number): Promise<Contestant> {
  const { bench, own, sandbox, transport } = stage;
  const postgres = await bench.postgres();
  const databaseUrl = await postgres.createDatabase();
  const folder = await own.folder();
  const env = {
    DATABASE_URL: databaseUrl,
    ...(await writeSites(folder, { sandboxUrl: sandbox.url, slots })),
    ...NO_DELAYS,
  };
  const pids = await startOurs(stage, { ...env, DATA_DIR: folder });
  const filler = await own.add(startPart('load/newsletters', { BENCH_DATABASE_URL: databaseUrl }));
  const cpuMs = async () => {
    const each = await Promise.all(pids.map((pid) => cpuMsOf(pid)));
    return each.reduce((sum, ms) => sum + ms, await cpuMsWithChildren(postgres.pid));
  };
  const chains = chainsOf(stage);
  return {
    name: nameOf(slots),
    round: async () => {
      const before = await cpuMs();
      const reading = await filler.call<{ 'steps/s': number }>('steps', { chains });
      return { ...reading, 'cpu ms': ((await cpuMs()) - before) / chains };
    },
    settle: async () => {
      if (transport === 'rabbitmq') await untilRelayed(databaseUrl);
    },
  };
}

/** The process ids of what carries newsletters. */
async function startOurs({ bench, own, transport }: Stage, env: Record<string, string>) {
  if (transport === 'embedded') return [(await own.add(startProduct('standalone', env))).pid];
  const overRabbit = {
    ...env,
    RABBITMQ_URL: (await bench.broker()).url,
    RABBITMQ_PREFIX: new URL(env['DATABASE_URL'] ?? '').pathname.slice(1),
  };
  const gateway = await own.add(startProduct('gateway', overRabbit));
  const deployer = await own.add(startProduct('deployer', overRabbit));
  return [gateway.pid, deployer.pid];
}

async function peersOf(stage: Stage): Promise<Contestant[]> {
  const { bench, own } = stage;
  const peers: Contestant[] = [];
  for (const name of DATABASE_PEERS) {
    const databaseUrl = await (await bench.postgres()).createDatabase();
    peers.push(await peer(stage, name, { BENCH_DATABASE_URL: databaseUrl }));
  }
  try {
    const { url } = await own.add(startRedis());
    peers.push(await peer(stage, 'bullmq', { BENCH_REDIS_URL: url }));
  } catch (error) {
    bench.notes.push(`Not measured: BullMQ, for want of Redis (${String(error)}).`);
  }
  return peers;
}

async function peer(stage: Stage, name: string, env: NodeJS.ProcessEnv): Promise<Contestant> {
  const own = { ...env, BENCH_SANDBOX_URL: stage.sandbox.url };
  const part = await stage.own.add(startPart(`peers/${name}`, own));
  return { name, round: () => part.call('steps', { chains: chainsOf(stage) }) };
}

type Measured = { transport: Transport; peers: readonly string[] };

function rowsOf(readings: Readings, { transport, peers }: Measured): Row[] {
  const besidePeers = SLOTS.flatMap((slots) =>
    peers.map((name) =>
      compare(readings, {
        name: `steps/${transport}/${slots}-slots`,
        unit: 'steps/s',
        better: 'higher',
        ours: { of: nameOf(slots), figure: 'steps/s' },
        beside: { of: name, figure: 'steps/s' },
        aim: 2,
      }),
    ),
  );
  const slotsCost = compare(readings, {
    name: `steps/${transport}/cpu-of-4-slots`,
    unit: 'ms per newsletter',
    better: 'lower',
    ours: { of: nameOf(4), figure: 'cpu ms' },
    beside: { of: nameOf(100), figure: 'cpu ms' },
    peer: 'itself with 100 slots',
    aim: 1.1,
  });
  return [...besidePeers, slotsCost];
}
