import { HELP, type Options, readOptions } from './options.js';
import { STEPS, type StepName } from './steps.js';
import { inWorld } from './world.js';

type Outcome = { step: StepName; ok: boolean; seconds: number; why?: string };
type Report = { suite: string; node: string; user: string; steps: Outcome[]; why?: string };

const write = (words: string) => process.stdout.write(`${words}\n`);

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    write(HELP);
    return true;
  }
  const reports: Report[] = [];
  for (const suite of options.suite) {
    for (const node of options.node) {
      for (const user of options.user) {
        reports.push(await live({ suite, node, user, steps: [] }, options));
      }
    }
  }
  if (options.json) write(JSON.stringify(reports));
  return reports.every(({ why, steps }) => why === undefined && steps.every(({ ok }) => ok));
}

/** One newcomer's hour. */
async function live(report: Report, { only, keep }: Options): Promise<Report> {
  const { suite, node, user } = report;
  try {
    await inWorld({ suite, node, user, keep }, async (newcomer, version) => {
      report.node = version;
      write(`${suite}, Node ${version}, ${user}`);
      for (const name of new Set<StepName>(['clone', ...only])) {
        const outcome = await take(name, () => STEPS[name](newcomer));
        report.steps.push(outcome);
        write(`  ${outcome.ok ? 'ok    ' : 'FAILED'} ${name} (${outcome.seconds} s)`);
        if (outcome.why !== undefined) write(`    ${outcome.why}`);
        if (!outcome.ok) break;
      }
    });
  } catch (error) {
    report.why = String(error);
    write(`${suite}, Node ${node}, ${user}: FAILED: ${report.why}`);
  }
  return report;
}

async function take(step: StepName, work: () => Promise<void>): Promise<Outcome> {
  const startedMs = performance.now();
  const seconds = () => Math.round((performance.now() - startedMs) / 1_000);
  try {
    await work();
    return { step, ok: true, seconds: seconds() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { step, ok: false, seconds: seconds(), why };
  }
}

main()
  .then((isGood) => process.exit(isGood ? 0 : 1))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  });
