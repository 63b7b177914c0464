import 'reflect-metadata';
import { HELP, readOptions } from './options.js';
import { prove } from './proof.js';
import { isGood, report } from './report.js';

const write = (words: string) => process.stdout.write(`${words}\n`);

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    write(HELP);
    return true;
  }
  const startedMs = performance.now();
  const say = (words: string) => {
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    if (!options.json) write(`${seconds} s: ${words}`);
  };
  const proof = await prove(options, say);
  for (const line of report(proof)) process.stderr.write(`${line}\n`);
  const { lost, refused, swapped } = proof.mishaps;
  say(
    `${proof.events} events taken, ${lost} lost, ${refused} refused, ${swapped} overtaken; ${proof.outages} outages.`,
  );
  write(options.json ? JSON.stringify(proof.result) : JSON.stringify(proof.result, undefined, 2));
  return isGood(proof);
}

main()
  .then((isGood) => process.exit(isGood ? 0 : 1))
  .catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(2);
  });
