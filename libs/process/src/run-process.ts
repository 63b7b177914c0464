import { constants } from 'node:os';
import { startTracing } from '#tracing';
import { loadEnv } from './load-env.js';

export type Running = {
  /** Said once all is up. */
  lines: string[];
  /** Takes no more, finishes what is in hand, then closes. */
  close(): Promise<void>;
};

/**
 * A whole process: started, told, stopped by a signal, its work finished; 1 when it cannot start.
 * `serviceName` is what its traces are known by.
 */
export function runProcess(serviceName: string, start: () => Promise<Running>): void {
  loadEnv();
  run(serviceName, start)
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    });
}

async function run(serviceName: string, start: () => Promise<Running>): Promise<void> {
  const endTracing = await startTracing(serviceName);
  const running = await unlessStopped(start);
  process.stdout.write(`${running.lines.join('\n')}\n`);
  await untilStopped();
  process.stdout.write('Finishing the work in progress…\n');
  await running.close();
  await endTracing();
}

/** As the first process of a container, it would ignore signals until it listens for them: a start may take long. */
async function unlessStopped<T>(start: () => Promise<T>): Promise<T> {
  const stop = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await start();
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** Resolves at SIGINT (Ctrl-C) or SIGTERM; a second one ends the process at once. */
async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    let isStopping = false;
    const stop = () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
