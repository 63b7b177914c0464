import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export type AppName = 'gateway' | 'deployer' | 'standalone';

/** An app of ours in a process of its own, as `npm run start:…` runs it. */
export type AppProcess = {
  name: AppName;
  /** Where it answers. */
  url: string;
  isRunning(): boolean;
  /** SIGTERM: it finishes what it has in hand. Answers its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
};

/** Starting Node under load takes its time. */
const START_LIMIT_MS = 90_000;

/** Resolves when it says where it answers. @throws Error with its words when it ends before. */
export async function startApp(name: AppName, env: NodeJS.ProcessEnv): Promise<AppProcess> {
  const child = spawn(process.execPath, [`dist/apps/${name}/src/main.js`], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await urlOf(child);
  return {
    name,
    url,
    isRunning: () => isRunning(child),
    stop: async () => {
      await end(child, 'SIGTERM');
      return child.exitCode;
    },
    kill: () => end(child, 'SIGKILL'),
  };
}

function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = () => reject(new Error(`It ended before it was up:\n${printed}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail();
    }, START_LIMIT_MS);
    child.once('exit', fail);
    const read = (text: Buffer) => {
      printed += text.toString();
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
      if (!url) return;
      clearTimeout(timer);
      child.off('exit', fail);
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', read).resume();
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', read);
  });
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
