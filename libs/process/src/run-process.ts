import { startTracing } from '#tracing';
import { loadEnv } from './load-env.js';
import { Opened, unlessStopped } from './opened.js';
import { Stop } from './stop.js';

export type Running = {
  /** Said once all is up. */
  lines: string[];
  /** Takes no more, finishes what is in hand, then closes. */
  close(): Promise<void>;
};

/**
 * A whole process: started, told, stopped by a signal, its work finished; 1 when it cannot start.
 * What `start` opens and notes is closed also if a signal comes before all is up. `serviceName` is what its traces are
 * known by.
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
