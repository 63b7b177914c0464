import 'reflect-metadata';
import { Closing } from '../crash/closing.js';
import { ensureChromium } from '../setup/chromium.js';
import { INCIDENTS } from './incidents.js';
import type { Incident } from './incident.js';
import { HELP, readOptions } from './options.js';
import { isGood, lineOf, table } from './report.js';
import { Servers } from './servers.js';
import { type Result, tryIncident } from './trial.js';
import { ConsoleWindow } from './windows.js';

const write = (words: string) => process.stdout.write(`${words}\n`);
const names = INCIDENTS.map(({ name }) => name);

async function main(): Promise<boolean> {
  const { only, list, json, help } = readOptions(process.argv.slice(2), names);
  if (help || list) {
    write(help ? HELP : names.join('\n'));
    return true;
  }
  const chosen = INCIDENTS.filter(({ name }) => only.length === 0 || only.includes(name));
  const results = await tryAll(chosen, (result) => process.stderr.write(`${lineOf(result)}\n`));
  const incidents = results.map(({ faults: _faults, ...result }) => result);
  write(json ? JSON.stringify({ incidents }) : table(results));
  return results.every(isGood);
}

async function tryAll(chosen: readonly Incident[], show: (result: Result) => void) {
  const closing = new Closing().onSignals();
  try {
    await ensureChromium();
    const window = await ConsoleWindow.open();
    await closing.add(() => window.close());
    const servers = await Servers.open(closing);
    const results: Result[] = [];
    for (const incident of chosen) {
      const result = await tryIncident(incident, { servers, window, closing });
      show(result);
      results.push(result);
    }
    return results;
  } finally {
    await closing.run();
  }
}

main()
  .then((good) => process.exit(good ? 0 : 1))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exit(2);
  });
