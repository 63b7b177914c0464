import { setTimeout as delay } from 'node:timers/promises';
import type { Contestant, Reading } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { compare } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { residentMbOf } from '../stage/memory.js';
import { type ProductProcess, startProduct, startServer } from '../stage/product.js';
import { writeSites } from '../stage/sites.js';

const OURS = ['gateway', 'deployer'] as const;
const BARE = 'bare Nest app with TypeORM';
/** After its first response: connections are open, and the memory of start-up is free again. */
const REST_MS = 5_000;
const AIM = 1.5;

const FIGURES = [
  { figure: 'memory', unit: 'MB' },
  { figure: 'start-up', unit: 'ms' },
];

/** What a process costs before it does anything. */
export const processes: readonly Case[] = [
  {
    name: 'process',
    run: (bench) =>
      bench.within(async (own) => {
        const readings = await interleave(await contestantsOf(bench, own), bench, 1);
        return FIGURES.flatMap(({ figure, unit }) =>
          OURS.map((of) =>
            compare(readings, {
              name: `process/${figure}/${of}`,
              unit,
              better: 'lower',
              ours: { of, figure },
              beside: { of: BARE, figure },
              aim: AIM,
            }),
          ),
        );
      }),
  },
];

async function contestantsOf(bench: Bench, own: Opened): Promise<Contestant[]> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const env = {
    DATABASE_URL: databaseUrl,
    RABBITMQ_URL: (await bench.broker()).url,
    RABBITMQ_PREFIX: new URL(databaseUrl).pathname.slice(1),
    ...(await writeSites(await own.folder(), {})),
  };
  return [
    ...OURS.map((name) => ({ name, round: () => startedBy(() => startProduct(name, env)) })),
    { name: BARE, round: () => startedBy(() => startServer('bench/beside/bare-app', env)) },
  ];
}

/** From the start of the process to its first response, and its memory when it is idle. */
async function startedBy(start: () => Promise<ProductProcess>): Promise<Reading> {
  const began = performance.now();
  const started = await start();
  try {
    const answer = await fetch(`${started.url}/health/live`);
    const tookMs = performance.now() - began;
    if (!answer.ok) throw new Error(`It responded with ${answer.status}.`);
    await delay(REST_MS);
    return { memory: await residentMbOf(started.pid), 'start-up': tookMs };
  } finally {
    await started.stop();
  }
}
