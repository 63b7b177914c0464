import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export type AppName = 'gateway' | 'deployer' | 'standalone';

/** One of our apps in a separate process, as `npm run start:…` runs it. */
export type AppProcess = {
  name: AppName;
  /** Its address. */
  url: string;
  /** Its output so far. */
  printed(): string;
  isRunning(): boolean;
  /** SIGTERM: it finishes what is in progress. Returns its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
};

/** Node takes a while to start under load. */
const START_LIMIT_MS = 90_000;
const POLL_INTERVAL_MS = 20;

/** Resolves when it logs its address. @throws Error with its output if it ends before. */
export async function startApp(name: AppName, env: NodeJS.ProcessEnv): Promise<AppProcess> {
  const child = spawn(process.execPath, [`dist/apps/${name}/src/main.js`], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pieces: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => pieces.push(text));
  }
  const printed = () => pieces.join('');
  const url = await untilUp(child, printed);
  return {
    name,
    url,
    printed,
    isRunning: () => isRunning(child),
    stop: async () => {
      await end(child, 'SIGTERM');
      return child.exitCode;
    },
    kill: () => end(child, 'SIGKILL'),
  };
}

async function untilUp(child: ChildProcess, printed: () => string): Promise<string> {
  const deadline = performance.now() + START_LIMIT_MS;
  for (;;) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed()) ?? [];
    if (url) return url;
    if (!isRunning(child)) throw new Error(`It ended before it was up:\n${printed()}`);
    if (performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`It was not up in time:\n${printed()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
