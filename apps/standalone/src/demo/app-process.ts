import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Env } from '#process';

/** One of our apps in a separate process. */
export type AppProcess = { url: string; close(): Promise<void> };

/** Resolves when it logs its address. @throws Error if it ends before. */
export async function startApp(name: 'gateway' | 'deployer', env: Env): Promise<AppProcess> {
  const main = fileURLToPath(new URL(`../../../${name}/src/main.js`, import.meta.url));
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const close = () => end(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/[\d.:]+/.exec(line) ?? [];
    // The rest of its log is discarded.
    if (url) {
      child.stdout.resume();
      return { url, close };
    }
  }
  throw new Error(`The ${name} exited before it was ready.`);
}

/** Lets it finish its work. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
