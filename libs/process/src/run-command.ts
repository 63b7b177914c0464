import { loadEnv } from './load-env.js';
import { Opened, unlessStopped } from './opened.js';
import { Stop } from './stop.js';

/** A program that does one thing: what it opened is closed however it ends; exits with 1 if it fails. */
export function runCommand(work: (opened: Opened) => Promise<void>): void {
  loadEnv();
  run(work)
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    });
}

async function run(work: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = new Opened();
  try {
    await unlessStopped(opened, new Stop(), work);
  } finally {
    await opened.close();
  }
}
