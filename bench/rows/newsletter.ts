import type { Newsroom } from '../load/newsroom.js';
import type { Contestant, Reading } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { measureAgainst } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { startCarriers } from '../stage/carriers.js';
import { cpuMsOf, cpuMsWithChildren } from '../stage/cpu.js';
import { untilRelayed } from '../stage/relayed.js';
import type { Sandbox } from '../stage/sandbox.js';
import { forgetStatements, mostFrequent, openCounting, statementsOf } from '../stage/statements.js';

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
        const { contestant, warmed } = await ours(bench, own);
        const { loop, say } = bench;
        const readings = await interleave([contestant], { loop, say, warmed });
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

async function ours(bench: Bench, own: Opened) {
  const { postgres, databaseUrl } = await openCounting(own);
  const { sandbox, gateway, deployer, newsroom } = await startCarriers(bench, own, databaseUrl);
  const reading = async () => ({
    'gateway ms': await cpuMsOf(gateway.pid),
    'deployer ms': await cpuMsOf(deployer.pid),
    'PostgreSQL ms': await cpuMsWithChildren(postgres.pid, [newsroom.backendPid]),
    statements: await statementsOf(databaseUrl),
  });
  const count = bench.isQuick ? 20 : 50;
  let first = 1;
  const contestant: Contestant = {
    name: OURS,
    round: async () => {
      await forgetStatements(databaseUrl);
      const before = await reading();
      await send({ newsroom, sandbox }, { first, count });
      first += count;
      return perNewsletter(before, await reading(), count);
    },
    settle: async () => {
      for (const line of await mostFrequent(databaseUrl, count)) bench.say(`    ${line}`);
      await untilRelayed(databaseUrl);
      await sandbox.setClock(0);
    },
  };
  return { contestant, warmed: () => postgres.analyze() };
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
