import { Newsroom } from '../load/newsroom.js';
import type { Contestant, Reading } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { measureAgainst } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { cpuMsOf, cpuMsWithChildren } from '../stage/cpu.js';
import { NO_DELAYS } from '../stage/delays.js';
import { type Postgres, openPostgres, query } from '../stage/postgres.js';
import { startProduct } from '../stage/product.js';
import { untilRelayed } from '../stage/relayed.js';
import { type Sandbox, openSandbox } from '../stage/sandbox.js';
import { writeSites } from '../stage/sites.js';

const OURS = 'gateway, deployer and PostgreSQL';
const CPU_MS = 30;
const STATEMENTS = 30;
/** Past the send time, and past the minute in which Omeda sends. */
const SENT_BY_MS = 2 * 3_600_000;

/** What one newsletter costs from its first save until it is sent: two events and five steps. */
export const newsletter: readonly Case[] = [
  {
    name: 'newsletter',
    run: (bench) =>
      bench.within(async (own) => {
        const readings = await interleave([await ours(bench, own)], bench);
        const side = (figure: string) => ({ of: OURS, figure });
        return [
          measureAgainst(readings, {
            name: 'newsletter/cpu',
            unit: 'ms',
            better: 'lower',
            ours: side('cpu ms'),
            limit: CPU_MS,
          }),
          measureAgainst(readings, {
            name: 'newsletter/statements',
            unit: 'statements',
            better: 'lower',
            ours: side('statements'),
            limit: STATEMENTS,
          }),
        ];
      }),
  },
];

async function ours(bench: Bench, own: Opened): Promise<Contestant> {
  const postgres = await openCountingPostgres(own);
  const databaseUrl = await postgres.createDatabase();
  await query(databaseUrl, 'CREATE EXTENSION pg_stat_statements');
  const sandbox = await openSandbox(own);
  const env = {
    DATABASE_URL: databaseUrl,
    RABBITMQ_URL: (await bench.broker()).url,
    RABBITMQ_PREFIX: new URL(databaseUrl).pathname.slice(1),
    ...(await writeSites(await own.folder(), { sandboxUrl: sandbox.url })),
    ...NO_DELAYS,
    WATCH_SECONDS: '5',
  };
  const gateway = await own.add(startProduct('gateway', env));
  const deployer = await own.add(startProduct('deployer', env));
  const newsroom = await own.add(Newsroom.open(databaseUrl, gateway.url));
  const look = async () => ({
    'gateway ms': await cpuMsOf(gateway.pid),
    'deployer ms': await cpuMsOf(deployer.pid),
    'PostgreSQL ms': await cpuMsWithChildren(postgres.pid, [newsroom.backendPid]),
    statements: await statementsOf(databaseUrl),
  });
  const count = bench.isQuick ? 20 : 50;
  let first = 1;
  return {
    name: OURS,
    round: async () => {
      const before = await look();
      await send({ newsroom, sandbox }, { first, count });
      first += count;
      return perNewsletter(before, await look(), count);
    },
    settle: async () => {
      await untilRelayed(databaseUrl);
      await sandbox.setClock(0);
    },
  };
}

/** @throws Error where PostgreSQL lacks its extension pg_stat_statements. */
function openCountingPostgres(own: Opened): Promise<Postgres & { stop(): Promise<void> }> {
  const opening = openPostgres({ shared_preload_libraries: 'pg_stat_statements' });
  return own.add(opening.then((postgres) => ({ ...postgres, stop: () => postgres.close() })));
}

/** All that clients of the database asked, BEGIN and COMMIT among it, but not what the bench did. */
async function statementsOf(databaseUrl: string): Promise<number> {
  const [row] = await query<{ count: number }>(
    databaseUrl,
    `SELECT sum(calls)::int AS count FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND query NOT LIKE '%bench%' AND query NOT LIKE '%pg_stat_statements%'`,
  );
  return row?.count ?? 0;
}

type Stage = { newsroom: Newsroom; sandbox: Sandbox };

async function send({ newsroom, sandbox }: Stage, posts: { first: number; count: number }) {
  await newsroom.save(posts);
  await newsroom.until(posts, 'content-updated');
  await newsroom.publish(posts);
  await newsroom.until(posts, 'scheduled');
  await sandbox.setClock(SENT_BY_MS);
  await newsroom.until(posts, 'sent');
}

function perNewsletter(before: Reading, after: Reading, count: number): Reading {
  const parts = Object.keys(after).map((name) => {
    return [name, ((after[name] ?? NaN) - (before[name] ?? NaN)) / count] as const;
  });
  const cpuMs = parts.reduce((sum, [name, ms]) => sum + (name.endsWith(' ms') ? ms : 0), 0);
  return { ...Object.fromEntries(parts), 'cpu ms': cpuMs };
}
