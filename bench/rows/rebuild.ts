import type { Reading } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { compare } from '../measure/row.js';
import type { Case } from '../stage/bench.js';
import { startPart } from '../stage/part.js';
import { query } from '../stage/postgres.js';
import { makeExamples } from '../store/examples.js';
import { fill } from '../store/fill.js';

const OURS = 'rebuild';
const READING = 'reading the same rows';
const AIM = 0.3;
/** Typical; a sent newsletter has two dozen. */
const EVENTS_EACH = 24;

/** Events per second that are folded into new status tables, which are swapped in. */
export const rebuild: readonly Case[] = [
  {
    name: 'rebuild',
    run: (bench) =>
      bench.within(async (own) => {
        const wanted = bench.isQuick ? 100_000 : 1_000_000;
        const examples = await makeExamples(bench);
        const databaseUrl = await (await bench.postgres()).createDatabase(examples);
        await fill(databaseUrl, { newsletters: Math.ceil(wanted / EVENTS_EACH) });
        const count = 'SELECT count(*)::int AS events FROM event';
        const [{ events } = { events: 0 }] = await query<{ events: number }>(databaseUrl, count);
        bench.say(`  ${events} events`);
        const env = { BENCH_DATABASE_URL: databaseUrl };
        const rebuilder = await own.add(startPart('load/rebuilder', env));
        const reader = await own.add(startPart('beside/bare-read', env));
        const contestants = [
          { name: OURS, round: () => rebuilder.call<Reading>('rebuild', { events }) },
          { name: READING, round: () => reader.call<Reading>('read', { events }) },
        ];
        const readings = await interleave(contestants, bench);
        return [
          compare(readings, {
            name: 'rebuild',
            unit: 'events/s',
            better: 'higher',
            ours: { of: OURS, figure: 'events/s' },
            beside: { of: READING, figure: 'events/s' },
            aim: AIM,
          }),
        ];
      }),
  },
];
