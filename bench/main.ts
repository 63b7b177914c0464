import { cpus, loadavg, totalmem } from 'node:os';
import { CASES } from './cases.js';
import { type Row, reaches } from './measure/row.js';
import { rounded } from './measure/statistics.js';
import { HELP, isWantedCase, isWantedRow, readOptions } from './options.js';
import type { Results } from './report/results.js';
import { tableOf } from './report/table.js';
import { writeReport } from './report/write.js';
import { Bench, type Case } from './stage/bench.js';

/** A quick run on a busy machine must not fail for noise: the limit is half of the target. */
const GATE = 0.5;

/** Before the bench adds to it. */
const [load = 0] = loadavg();

const print = (text: string) => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const cases = CASES.filter(({ name }) => isWantedCase(name, options.only));
  if (options.help) return print(HELP);
  if (options.list) return print(cases.map(({ name }) => name).join('\n'));
  if (cases.length === 0)
    throw new Error('No case has this name. Run with --list to see all names.');
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const bench = new Bench({ isQuick: options.quick, say });
  endWhenAsked(bench);
  try {
    const rows: Row[] = [];
    for (const one of cases) {
      const measured = (await rowsOf(bench, one)).filter((row) =>
        isWantedRow(row.name, options.only),
      );
      rows.push(...measured);
      if (options.write) await writeReport(await resultsOf(bench, measured));
    }
    print(tableOf(rows));
    for (const note of bench.notes) print(note);
    if (options.json) print(JSON.stringify({ rows }));
    if (options.gate && !passes(rows)) process.exitCode = 1;
  } finally {
    await bench.close();
  }
}

/** Ctrl-C: servers and processes that were started end, too. */
function endWhenAsked(bench: Bench): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bench.close().finally(() => process.exit(130)));
  }
}

/** A failed case does not lose the others' figures. */
async function rowsOf(bench: Bench, { name, run }: Case): Promise<Row[]> {
  bench.say(name);
  try {
    return await run(bench);
  } catch (error) {
    bench.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    bench.notes.push(`Not measured, because it failed: ${name}`);
    process.exitCode = 1;
    return [];
  }
}

function passes(rows: readonly Row[]): boolean {
  const fallen = rows.filter((row) => !reaches(row, GATE));
  for (const { name, peer } of fallen)
    print(`Below half of its target: ${name}, compared with ${peer}`);
  return fallen.length === 0;
}

async function resultsOf(bench: Bench, rows: readonly Row[]): Promise<Results> {
  const at = new Date().toISOString().slice(0, 10);
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: (await bench.postgres()).version,
    load: rounded(load),
    isQuick: bench.isQuick,
  };
  return { machine, rows: rows.map((row) => ({ ...row, at })) };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
