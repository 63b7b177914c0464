import { startTracing } from '#tracing';
import { loadEnv } from './load-env.js';
import { Opened, unlessStopped } from './opened.js';
import { Stop } from './stop.js';

export type Running = {
  /** Logged once all is up. */
  lines: string[];
  /** Accepts no more, finishes what is in progress, then closes. */
  close(): Promise<void>;
};

/**
 * A whole process: started, logged, stopped by a signal, its work finished; exits with 1 if it cannot start.
 * What `start` opens and registers is closed even if a signal arrives before all is up. `serviceName` is its name in
 * traces.
 */
export function runProcess(serviceName: string, start: (opened: Opened) => Promise<Running>): void {
  loadEnv();
  run(serviceName, start)
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    });
}

async function run(
  serviceName: string,
  start: (opened: Opened) => Promise<Running>,
): Promise<void> {
  const stop = new Stop();
  const endTracing = await startTracing(serviceName);
  const running = await unlessStopped(new Opened(), stop, start);
  process.stdout.write(`${running.lines.join('\n')}\n`);
  await new Promise<void>((resolve) => stop.listen(() => resolve()));
  process.stdout.write('Finishing the work in progress…\n');
  await running.close();
  await endTracing();
}
