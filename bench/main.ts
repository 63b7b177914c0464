import { cpus, totalmem } from 'node:os';
import { CASES } from './cases.js';
import { type Row, reaches } from './measure/row.js';
import { HELP, isWantedCase, isWantedRow, readOptions } from './options.js';
import type { Results } from './report/results.js';
import { tableOf } from './report/table.js';
import { writeReport } from './report/write.js';
import { Bench } from './stage/bench.js';

/** A quick look on a busy machine must not fail for noise: half of the aim is a fall. */
const GATE = 0.5;

const print = (text: string) => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const cases = CASES.filter(({ name }) => isWantedCase(name, options.only));
  if (options.help) return print(HELP);
  if (options.list) return print(cases.map(({ name }) => name).join('\n'));
  if (cases.length === 0) throw new Error('No case has such a name: see --list.');
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const bench = new Bench({ isQuick: options.quick, say });
  try {
    const rows: Row[] = [];
    for (const one of cases) {
      say(one.name);
      rows.push(...(await one.run(bench)).filter((row) => isWantedRow(row.name, options.only)));
    }
    print(tableOf(rows));
    for (const note of bench.notes) print(note);
    if (options.write) await writeReport(await resultsOf(bench, rows));
    if (options.json) print(JSON.stringify({ rows }));
    if (options.gate && !passes(rows)) process.exitCode = 1;
  } finally {
    await bench.close();
  }
}

function passes(rows: readonly Row[]): boolean {
  const fallen = rows.filter((row) => !reaches(row, GATE));
  for (const { name, peer } of fallen) print(`Below half of its aim: ${name}, beside ${peer}`);
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
  };
  return { machine, rows: rows.map((row) => ({ ...row, at })) };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
