import type { LoadReading } from '../load/in-flight.js';
import type { Contestant, Readings } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { type Row, compare } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { startPart } from '../stage/part.js';

const OURS = 'event store';
const SAME = 'the same rows, one commit each';
const BARE = 'one bare row';
const EMMETT = 'emmett-postgresql';

const SIZES = [
  { writers: 1, events: 1 },
  { writers: 10, events: 1 },
  { writers: 50, events: 1 },
  { writers: 1, events: 4 },
  { writers: 10, events: 4 },
  { writers: 50, events: 4 },
];

type Size = (typeof SIZES)[number];

/** Appends per second, each to a new stream, by this many writers of one process. */
const beside: readonly Case[] = SIZES.map((size) => ({
  name: nameOf(size),
  run: (bench) =>
    bench.within(async (own) => {
      const contestants = [
        await ours(bench, own, size, OURS),
        ...(await bare(bench, own, size)),
        await emmett(bench, own, size),
      ];
      return rowsOf(await interleave(contestants, bench), size);
    }),
}));

/** More writers must not be slower than fewer. */
const scaling: Case = {
  name: 'appends/more-writers',
  run: (bench) =>
    bench.within(async (own) => {
      const contestants = await Promise.all(
        [1, 10, 50].map((writers) =>
          ours(bench, own, { writers, events: 1 }, `${writers} writers`),
        ),
      );
      const readings = await interleave(contestants, bench);
      return [
        fasterThan(readings, '10 writers', '1 writers'),
        fasterThan(readings, '50 writers', '10 writers'),
      ];
    }),
};

export const appends: readonly Case[] = [...beside, scaling];

function nameOf({ writers, events }: Size): string {
  return `appends/${writers}${events === 1 ? '' : `/${events}-events`}`;
}

async function partOn(bench: Bench, own: Opened, file: string) {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  return own.add(startPart(file, { BENCH_DATABASE_URL: databaseUrl }));
}

async function ours(bench: Bench, own: Opened, size: Size, name: string): Promise<Contestant> {
  const part = await partOn(bench, own, 'load/appender');
  return { name, round: () => part.call('append', { ...size, ms: bench.roundMs }) };
}

async function bare(bench: Bench, own: Opened, size: Size): Promise<Contestant[]> {
  const part = await partOn(bench, own, 'beside/bare-appends');
  await part.call('open', size.writers);
  const load = { ...size, ms: bench.roundMs };
  return [
    { name: SAME, round: () => part.call('sameRows', load) },
    { name: BARE, round: () => part.call('oneRow', load) },
  ];
}

async function emmett(bench: Bench, own: Opened, size: Size): Promise<Contestant> {
  const part = await partOn(bench, own, 'peers/emmett');
  return { name: EMMETT, round: () => part.call('append', { ...size, ms: bench.roundMs }) };
}

const FIGURE: keyof LoadReading = 'per second';

function rowsOf(readings: Readings, size: Size): Row[] {
  const kind = { name: nameOf(size), unit: 'appends/s', better: 'higher' } as const;
  const besideOf = (of: string, aim: number) =>
    compare(readings, {
      ...kind,
      ours: { of: OURS, figure: FIGURE },
      beside: { of, figure: FIGURE },
      aim,
    });
  const alone = size.writers === 1;
  return [besideOf(SAME, 1), ...(alone ? [] : [besideOf(BARE, 0.6)]), besideOf(EMMETT, 3)];
}

function fasterThan(readings: Readings, more: string, fewer: string): Row {
  return compare(readings, {
    name: `appends/more-writers/${Number.parseInt(more, 10)}`,
    unit: 'appends/s',
    better: 'higher',
    ours: { of: more, figure: FIGURE },
    beside: { of: fewer, figure: FIGURE },
    peer: `itself with ${fewer === '1 writers' ? 'one writer' : fewer}`,
    aim: 1,
  });
}
