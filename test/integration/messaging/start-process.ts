import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Runs TypeScript from source as the specs do; `node` alone does not support decorators. */
const BOOT = `
import { createViteServer } from 'vitest/node';
const server = await createViteServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  ssr: { resolve: { conditions: ['source', 'module', 'node', 'development|production'] } },
});
const { run } = await server.ssrLoadModule(process.env.MODULE);
await server.close();
await run(...JSON.parse(process.env.ARGUMENTS));
`;

export type Process = {
  /** Its output lines so far. */
  said: string[];
  /** Its exit code; null if it was killed. */
  ended: Promise<number | null>;
  terminate(): void;
  kill(): Promise<void>;
};

/** A separate process for the result of the module's `run`; resolves when it takes wake-ups. */
export async function startProcess(module: string, ...args: string[]): Promise<Process> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', BOOT], {
    env: { ...process.env, MODULE: module, ARGUMENTS: JSON.stringify(args) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  await untilSaid(child, said, 'attached');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { said, ended, terminate: () => child.kill('SIGTERM'), kill };
}

async function untilSaid(child: ChildProcess, said: string[], line: string): Promise<void> {
  while (!said.includes(line)) {
    if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode}`);
    await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  }
}
