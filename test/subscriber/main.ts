import 'reflect-metadata';
import { HELP, readOptions } from './options.js';
import { prove } from './prove.js';

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
  const doors = await prove(options, say);
  write(options.json ? JSON.stringify({ doors }) : JSON.stringify({ doors }, undefined, 2));
  return doors.every(({ missing, repeated, wrong }) => missing + repeated + wrong === 0);
}

main()
  .then((isGood) => process.exit(isGood ? 0 : 1))
  .catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(2);
  });
